-- What V6 to V8 made belongs to the login that migrated: give it to the roles of V5. A later migration that adds tables ends like this.
select etl.grant_roles();
