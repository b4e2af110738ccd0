{# The expression is true for every row. A row for which it is NULL passes, because a value is unknown. #}
{% test expression_is_true(model, expression) %}

select *
from {{ model }}
where ({{ expression }}) is false

{% endtest %}
