import { cronFields, type Schedule } from "./schedule.ts";

/**
 * A CronJob. Only what may pass by itself (75) is tried again: every other failure fails the job, and a pod that the cluster
 * takes away counts for none.
 */
export function kubernetesCronJob(schedule: Schedule): string {
  const { parameters, writes, image } = schedule;
  // What is mounted there already has room for them.
  const own = writes.filter((path) => path !== "/tmp" && path !== "/etc/audit-export");
  const mounts = own.map(
    (path) => `                - name: archive
                  mountPath: ${text(path)}
                  subPath: ${text(path.replace(/^\/+/, ""))}
`,
  );
  return `# It needs, beside an image with Node 20.19 or newer and this program (npm install --global audit-export):
#   kubectl create configmap audit-export --from-file=config.toml
#   kubectl create secret generic audit-export --from-env-file=…      unless the pod has an identity of its own
#   a PersistentVolumeClaim named audit-export
apiVersion: batch/v1
kind: CronJob
metadata:
  name: audit-export
  labels:
    app.kubernetes.io/name: audit-export
spec:
  schedule: ${text(cronFields(schedule))}
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 3
  failedJobsHistoryLimit: 10
  jobTemplate:
    spec:
      backoffLimit: 4
      podFailurePolicy:
        rules:
          - action: Ignore
            onPodConditions:
              - type: DisruptionTarget
          - action: FailJob
            onExitCodes:
              containerName: audit-export
              operator: In
              # 1 a bug, 2 usage, 3 not found, 4 credentials, 5 verification, 6 incomplete, 74 output, 78 configuration
              values: [1, 2, 3, 4, 5, 6, 74, 78]
      template:
        metadata:
          labels:
            app.kubernetes.io/name: audit-export
        spec:
          restartPolicy: Never
          terminationGracePeriodSeconds: 60
          automountServiceAccountToken: false
          securityContext:
            runAsNonRoot: true
            runAsUser: 10001
            runAsGroup: 10001
            fsGroup: 10001
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: audit-export
              image: ${text(image)}
              command: [audit-export]
              args: [${parameters.map(text).join(", ")}]
              envFrom:
                - secretRef:
                    name: audit-export
                    optional: true
              resources:
                requests:
                  cpu: 100m
                  memory: 256Mi
                limits:
                  memory: 1Gi
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: config
                  mountPath: /etc/audit-export
                  readOnly: true
                - name: temporary
                  mountPath: /tmp
${mounts.join("")}          volumes:
            - name: config
              configMap:
                name: audit-export
            - name: temporary
              emptyDir: {}
            - name: archive
              persistentVolumeClaim:
                claimName: audit-export
`;
}

/** A text of YAML 1.2, of which JSON's is one. */
function text(value: string): string {
  return JSON.stringify(value);
}
