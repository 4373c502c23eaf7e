# Sourced: what every command around the CDK app needs, quietly.

export JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20
export JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION=1
export JSII_DEPRECATED=quiet
export CDK_DISABLE_CLI_TELEMETRY=true
export CDK_DISABLE_VERSION_CHECK=true
export AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true

need_node() {
  if ! command -v node >/dev/null 2>&1; then
    echo "Node.js is missing: the AWS CDK runs on it. Install version 20 or newer and run this again." >&2
    exit 1
  fi
}

# The CDK CLI, the validator and the client in infra/node_modules, at the versions that infra/package-lock.json pins.
need_node_tools() {
  if [ ! -x infra/node_modules/.bin/cdk ] || [ ! -d infra/node_modules/@aws-sdk/client-lambda ]; then
    (cd infra && npm ci --no-audit --no-fund --loglevel=error >/dev/null) || {
      echo "The Node tools could not be installed: npm ci in infra/ needs npm and, this once, its registry." >&2
      exit 1
    }
  fi
}

# Run from infra/.
cdk() {
  node node_modules/.bin/cdk "$@" --no-notices --no-version-reporting
}
