/** What the webhook's words may be about, and how such a thing is mended mostly. */
export const FIXES = {
  host: 'Write a DNS name of lower or upper case letters, digits and hyphens, such as reviews.shop.svc.cluster.local; a star may only stand first.',
  port: 'Write a port number from 1 to 65535.',
  address:
    'Write an address such as 10.1.2.3 or 2001:db8::1, or a block such as 10.1.0.0/16.',
  duration:
    'Write a duration of at least a millisecond and no finer, such as 500ms or 30s.',
  selector: 'Name labels of the workloads by key and value, without stars.',
  targetRef:
    'Refer to a Service, ServiceEntry, Gateway or GatewayClass by group, kind and name, in the namespace of the object.',
  exportTo: 'Write either "*", or "." and names of namespaces, each once.',
  match:
    'Give the match a value; regular expressions are in the syntax of RE2.',
  header:
    'Write the name of a header, and double each percent sign of its value that begins no variable.',
  name: 'Write at most 63 letters, digits and hyphens, with a letter or digit at both ends.',
  required: 'Fill it in, or remove what needs it.',
  exclusive: 'Keep one of them.',
  range: 'Write a number in the range.',
  duplicate: 'Remove it, or give it a value of its own.',
  unsupported: 'Use one that Istio knows.',
  tls: 'Set what the mode of TLS needs, and nothing else.',
  unreachable:
    'Move the rule before the one that takes its requests, or remove it.',
  ineffective: 'Move the narrower match before the wider one, or remove it.',
  deniesTcp: 'Add the ports that speak HTTP to every operation of the rule.',
  deprecated: 'Use the setting that is named instead.',
  ignored: 'Remove it.',
  expression: 'Correct the expression; its language is CEL.',
  url: 'Write a whole URL, such as https://example.com/path.',
  keySet:
    'Write the public keys as a JSON Web Key Set, or name its address in jwksUri.',
  annotation: 'Remove the annotation.',
  policy: 'Say what the policy is for; an empty rule stands for every request.',
  risky: 'Check that it is meant so.',
};

export type Topic = keyof typeof FIXES;
