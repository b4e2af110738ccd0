-- The role that deletes what is older than its retention. It may be there already, and creating it may be the right of another user.
do $$
begin
    create role nhldata_retention nologin;
exception
    when duplicate_object or unique_violation then null;
    when insufficient_privilege then
        raise notice 'role nhldata_retention could not be created: create it manually, then select etl.grant_roles()';
end
$$;
