{# Patterns by which a changed text is judged, as SQL strings; all are matched without regard to case. #}

{# A line by which an outlet says that it corrected or clarified what it wrote: 'Correction:', 'Correction (16 May):',
   'CORRECTED-', 'An earlier version of this story'. One that begins 'Correction officers' is none. #}
{% macro correction_notice() -%}
    '^[^\p{L}\p{N}]*(?:corrections?|clarification|errat(?:um|a)|errata corrige|korrektur|berichtigung|richtigstellung'
    '|klarstellung|rectificati(?:f|on|e)|rectificación|mise au point|corrección|fe de err(?:atas|ores)|aclaración|correção'
    '|retificação|rettifica|correctie|rättelse|rettelse|oikaisu|sprostowanie|oprava|исправление|уточнение|поправка'
    '|виправлення|уточнення|düzeltme|تصحيح|更正|訂正|정정)'
    '(?:[ ,]{1,2}\(?[^:：]{0,12}\p{N}[^:：]{0,20})?\s*(?:[:：—–-]|$)'
    '|^[^\p{L}\p{N}]*(?:corrected|clarified|korrigiert|corrigé|исправлено)\s*(?:[:：—–-]|$)'
    '|^\W*\((?:corrects|corrected|clarifies|corrige)\b'
    '|\b(?:an earlier|a previous|an original|the original) (?:version|edition) of this (?:article|story|report|piece|post)\b'
    '|\bthis (?:article|story|report|piece|post|page|headline)\b[^.]{0,60}'
    '\b(?:corrected|amended|clarified|to correct|to clarify|to fix)\b'
    '|\ba (?:correction|clarification) was (?:made|issued|added)\b'
{%- endmacro %}

{# Words that a text cannot gain or lose without saying something else: negations and numbers, less their apostrophes. #}
{% macro word_of_substance() -%}
    '^(?:no|not|nor|none|never|neither|nobody|nothing|cannot|without'
    '|(?:ai|are|ca|could|did|does|do|had|has|have|is|must|need|should|was|were|wo|would)nt'
    '|nicht|nie|kein\w*|ohne|ne|ni|pas|sans|jamais|aucune?|sin|sem|senza|não|nunca|non|niet|geen|ikke|inte|не|нет|ни|без|ні'
    '|bez|değil|yok'
    '|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
    '|(?:twen|thir|four|for|fif|six|seven|eigh|nine)(?:teen|ty)|hundreds?|thousands?|[mbtr]+illions?|dozens?|half|twice'
    '|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth'
    '|zwei|drei|vier|fünf|sechs|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|два|две|три|четыре|пять)$'
{%- endmacro %}

{# Articles: whether they stand or not says nothing. #}
{% macro grammatical_article() -%}
    '^(?:an?|the|le|la|les|une?|des|el|los|las|il|lo|gli|der|die|das|den|dem|eine?|het|een|os|uma?|ett?)$'
{%- endmacro %}
