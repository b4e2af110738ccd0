"""The table as a picture: for each metric, the result relative to its target."""

import re
from html import escape

WIDTH, ROW, LEFT, BAR = 900, 30, 330, 380


def goal(line):
    """The target and whether more or less is better, for metrics whose ratio or value has a target."""
    wanted = re.match(r"(≥|≤|<) ([\d.]+)( s\b| games/s)?", line.wanted)
    if not wanted:
        return None
    absolute = wanted.group(3) or wanted.group(1) == "<"
    value = float(line.ours.replace(",", "")) if absolute or line.ratio is None else line.ratio
    return value, float(wanted.group(2)), wanted.group(1) == "≥"


def draw(lines, file, title):
    rows = [(line, goal(line)) for line in lines if goal(line)]
    height = 70 + ROW * len(rows)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">',
           f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
           f'<text x="16" y="26" font-size="16" font-weight="bold">Measured on {escape(title)}: ours as a share of what is wanted</text>',
           f'<text x="16" y="46" fill="#666">The line is what is wanted; bars that reach it are green. Longer is better.</text>']
    mark = LEFT + BAR / 2
    for i, (line, (value, wanted, more)) in enumerate(rows):
        y = 60 + ROW * i
        share = (value / wanted if more else wanted / value) if value and wanted else 2
        colour = "#2a7f62" if share >= 1 else "#c8553d"
        out += [f'<text x="16" y="{y + 17}">{escape(line.metric)}</text>',
                f'<rect x="{LEFT}" y="{y + 4}" width="{min(share, 2) * BAR / 2:.0f}" height="18" fill="{colour}"/>',
                f'<text x="{LEFT + BAR + 12}" y="{y + 17}" fill="#333">{value:.3g}, wanted {escape(line.wanted.split(";")[0])}</text>']
    out += [f'<line x1="{mark:.0f}" y1="58" x2="{mark:.0f}" y2="{height - 10}" stroke="#333" stroke-dasharray="3 3"/>', "</svg>"]
    file.write_text("\n".join(out) + "\n")
