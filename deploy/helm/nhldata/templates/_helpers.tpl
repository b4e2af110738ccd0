{{- define "nhldata.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}
{{- end }}

{{/* Selector labels of the pods of a release */}}
{{- define "nhldata.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "nhldata.labels" -}}
{{ include "nhldata.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "nhldata.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "nhldata.serviceAccount" -}}
{{ .Values.serviceAccount.name | default (ternary (include "nhldata.name" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{/* A single pod with all roles, or with Kafka a Deployment for each worker */}}
{{- define "nhldata.workers" -}}
{{ ternary .Values.workers (dict "job" .Values.job) (ne .Values.kafka.brokers "") | toYaml }}
{{- end }}

{{/* Read-only except for /tmp and the log directory, as an unprivileged user */}}
{{- define "nhldata.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "nhldata.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* The files under /run/secrets/nhldata, by name */}}
{{- define "nhldata.files" -}}
{{- $files := deepCopy .Values.secrets }}
{{- if and .Values.kafka.brokers .Values.kafka.clientConfig.name }}{{ $_ := set $files "kafka.properties" .Values.kafka.clientConfig }}{{ end }}
{{- toYaml $files }}
{{- end }}

{{/* NAME_FILE for each secret; the files are those of nhldata.secretFiles */}}
{{- define "nhldata.secretNames" -}}
{{- range $variable, $secret := . }}
- {name: {{ $variable }}_FILE, value: /run/secrets/nhldata/{{ $variable }}}
{{- end }}
{{- end }}

{{- define "nhldata.secretFiles" -}}
name: secrets
projected:
  defaultMode: 0440
  sources:
    {{- range $variable, $secret := . }}
    - secret:
        name: {{ $secret.name }}
        items: [{key: {{ $secret.key }}, path: {{ $variable }}}]
    {{- end }}
{{- end }}
