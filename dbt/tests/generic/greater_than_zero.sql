{# Every value is known and above zero. #}
{% test greater_than_zero(model, column_name) %}

select *
from {{ model }}
where ({{ column_name }} > 0) is not true

{% endtest %}
