{# The expression is true of every row. A row where a part is not known (NULL) passes: what the source does not
   say cannot contradict itself. #}
{% test expression_is_true(model, expression) %}

select *
from {{ model }}
where ({{ expression }}) is false

{% endtest %}
