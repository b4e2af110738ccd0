{# First statements of the transaction that builds a model. Two dbt processes that build the same model take turns:
   else one finds the other's backup, which dbt drops only after its commit, and fails.
   Swapping in what was built needs an exclusive lock for a moment. Behind a reader with a long transaction that
   request would hold up every other reader, so the build gives up instead, and the former table stays. #}
{% macro one_build_at_a_time() %}
    set local lock_timeout = '30s';
    select pg_advisory_xact_lock(hashtextextended('{{ this }}', 0));
    drop {{ model.config.materialized }} if exists {{ this.schema }}.{{ this.identifier }}__dbt_backup cascade;
{% endmacro %}
