/** A place that looks like a secret. */
export interface SecretPlace {
  from: number;
  /** What it looks like, for people. */
  kind: string;
  /** `false` for what is only worth a look, such as an address of an internal network. */
  certain: boolean;
}

/**
 * Forms with a fixed prefix or frame: chance does not write them. Each needs a real-looking body, so that
 * `ghp_xxxx…` and `AKIA…EXAMPLE` in a tutorial pass.
 */
const forms: readonly [kind: string, form: RegExp][] = [
  [
    'a private key',
    /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----\s+(?:[\w-]+: .*\s+)*([A-Za-z0-9+/=\s]{40,})/g,
  ],
  ['a kubeconfig key', /\b(?:client-key-data|client-certificate-data):\s*([A-Za-z0-9+/=]{64,})/g],
  ['a GitHub token', /\b(gh[pousr]_[A-Za-z0-9]{36,})\b/g],
  ['a GitHub token', /\b(github_pat_[A-Za-z0-9_]{60,})\b/g],
  ['a GitLab token', /\b(glpat-[A-Za-z0-9_-]{20,})/g],
  ['an AWS access key', /\b((?:AKIA|ASIA)[A-Z2-7]{16})\b/g],
  ['a Slack token', /\b(xox[baprs]-\d{8,}-[A-Za-z0-9-]{20,})/g],
  ['a Google API key', /\b(AIza[A-Za-z0-9_-]{35})\b/g],
  ['an API key', /(?<![\w-])(sk-(?:proj-|ant-|or-v1-)?[A-Za-z0-9_-]{32,})\b/g],
  ['a Stripe key', /\b([rs]k_live_[A-Za-z0-9]{20,})\b/g],
  ['an npm token', /\b(npm_[A-Za-z0-9]{36})\b/g],
  ['an Aliyun access key', /\b(LTAI[A-Za-z0-9]{16,24})\b/g],
  ['a Tencent Cloud key', /\b(AKID[A-Za-z0-9]{32})\b/g],
  ['a Docker token', /\b(dckr_pat_[A-Za-z0-9_-]{24,})/g],
  ['a JSON Web Token', /\b(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,})/g],
  ['a k3s token', /\b(K10[0-9a-f]{64}::[\w-]+:[0-9a-f]{16,})\b/g],
];

/** What every form holds: most texts are done with it. */
const hints =
  /PRIVATE KEY|client-(?:key|certificate)-data|gh[pousr]_|github_pat_|glpat-|A[KS]IA|xox[baprs]-|AIza|sk-|[rs]k_live_|npm_|LTAI|AKID|dckr_pat_|eyJ|K10/;

const internal = /\b(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b/;

/** Secrets in what would be published, in order; internal addresses are told of once. */
export function findSecrets(text: string): SecretPlace[] {
  const found: SecretPlace[] = [];
  for (const [kind, form] of hints.test(text) ? forms : []) {
    for (const match of text.matchAll(form)) {
      if (!isPlaceholder(match[1] ?? match[0])) found.push({ from: match.index, kind, certain: true });
    }
  }
  const address = internal.exec(text);
  if (address) found.push({ from: address.index, kind: 'an internal address', certain: false });
  return found.sort((a, b) => a.from - b.from);
}

/** Examples say so, or repeat a few characters; what is random has many. */
function isPlaceholder(body: string): boolean {
  if (/example|placeholder|your[-_]?(?:token|key)|redacted|x{6}|\*{4}|0{12}|1234567890/i.test(body))
    return true;
  if (/^sk-/.test(body) && !(/\d/.test(body) && /[A-Z]/.test(body))) return true;
  const letters = body.replace(/^[a-z]+[-_]/i, '').replace(/\s/g, '');
  return new Set(letters).size < Math.min(10, letters.length / 3);
}
