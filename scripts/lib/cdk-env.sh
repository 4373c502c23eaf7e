# Sourced: what every command around the CDK app needs, quietly.

export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=1
export JSII_DEPRECATED=quiet
export CDK_DISABLE_CLI_TELEMETRY=true

need_node() {
  if ! command -v node >/dev/null 2>&1; then
    echo "Node.js is missing: the AWS CDK runs on it. Install version 20 or newer and run this again." >&2
    exit 1
  fi
}
