"""
The same work as it is usually written: requests, pandas, boto3 and COPY, one game after the other.

    plain.py API S3_ENDPOINT BUCKET DATABASE_URL FROM TO

For each game of the dates: the box score, its raw document and a CSV of the players' statistics into S3, the CSV into PostgreSQL through
a staging table. No ledger, no retries, no corrections, no checks. Prints games, rows and seconds as JSON.
"""

import gzip
import io
import json
import sys
import time
from datetime import date, timedelta

import boto3
import pandas as pd
import psycopg
import requests
from psycopg.sql import SQL, Identifier


def players(box, rosters, session, api):
    lines = []
    for side in ("awayTeam", "homeTeam"):
        team = box[side]
        key = (team["abbrev"], box["season"])
        if key not in rosters:
            answer = session.get(f"{api}/v1/roster/{key[0]}/{key[1]}", timeout=20)
            people = answer.json() if answer.ok else {}
            rosters[key] = {p["id"]: p for group in people.values() for p in group}
        for group in ("forwards", "defense", "goalies"):
            for line in box["playerByGameStats"][side][group]:
                person = rosters[key].get(line["playerId"], {})
                lines.append({**line, "side": side, "team_id": team["id"], "team": team["abbrev"],
                              "firstName": person.get("firstName", {}).get("default"),
                              "lastName": person.get("lastName", {}).get("default"),
                              "birthDate": person.get("birthDate"), "heightInInches": person.get("heightInInches")})
    frame = pd.json_normalize(lines)
    frame.insert(0, "game_id", box["id"])
    frame.insert(1, "game_date", box["gameDate"])
    return frame.reindex(columns=COLUMNS)


COLUMNS = ["game_id", "game_date", "playerId", "side", "team_id", "team", "name.default", "firstName", "lastName", "birthDate",
           "heightInInches", "sweaterNumber", "position", "goals", "assists", "points", "plusMinus", "pim", "hits", "powerPlayGoals",
           "sog", "faceoffWinningPctg", "toi", "blockedShots", "shifts", "giveaways", "takeaways", "shotsAgainst", "saves",
           "evenStrengthShotsAgainst", "powerPlayShotsAgainst", "shorthandedShotsAgainst", "savePctg", "goalsAgainst", "decision"]


def load(connection, csv):
    names = SQL(", ").join(Identifier(c) for c in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute("create temp table staging (like peer_stats) on commit drop")
        with cursor.copy(SQL("copy staging ({}) from stdin with (format csv, header)").format(names)) as copy:
            copy.write(csv)
        updates = SQL(", ").join(SQL("{0} = excluded.{0}").format(Identifier(c)) for c in COLUMNS[1:])
        cursor.execute(SQL('insert into peer_stats select * from staging on conflict (game_id, "playerId") do update set {}').format(updates))
        rows = cursor.rowcount
    connection.commit()
    return rows


def main(api, endpoint, bucket, database, first, last):
    s3 = boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="nhldata", aws_secret_access_key="nhldata-secret", region_name="us-east-1")
    s3.create_bucket(Bucket=bucket)
    connection = psycopg.connect(database)
    columns = SQL(", ").join(SQL("{} bigint" if c in ("game_id", "playerId") else "{} text").format(Identifier(c)) for c in COLUMNS)
    connection.execute(SQL('create table if not exists peer_stats ({}, primary key (game_id, "playerId"))').format(columns))
    session = requests.Session()
    rosters = {}
    games = rows = 0
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        schedule = session.get(f"{api}/v1/schedule/{day}", timeout=20).json()
        for game in next((d["games"] for d in schedule["gameWeek"] if d["date"] == str(day)), []):
            if game["gameType"] not in (2, 3):
                continue
            answer = session.get(f"{api}/v1/gamecenter/{game['id']}/boxscore", timeout=20)
            answer.raise_for_status()
            s3.put_object(Bucket=bucket, Key=f"raw/{game['id']}.json.gz", Body=gzip.compress(answer.content))
            buffer = io.StringIO()
            players(answer.json(), rosters, session, api).to_csv(buffer, index=False)
            csv = buffer.getvalue().encode()
            s3.put_object(Bucket=bucket, Key=f"csv/{game['id']}.csv", Body=csv)
            rows += load(connection, csv)
            games += 1
        day += timedelta(days=1)
    return games, rows


if __name__ == "__main__":
    start = time.monotonic()
    done = main(*sys.argv[1:])
    print(json.dumps({"games": done[0], "rows": done[1], "seconds": time.monotonic() - start}))
