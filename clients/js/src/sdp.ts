/** What a session description says about where it comes from. */
export interface Origin {
  /** Names the peer connection that made it: the same in all its offers and answers. */
  connection: string;
  /** Grows with each description of that connection. */
  version: string;
}

const ANSWERS = 'a=x-holdline-answers:';

/** Reads the `o=` line; undefined when there is none. */
export function originOf(sdp: string): Origin | undefined {
  const line = /^o=\S+ (\S+) (\S+) /m.exec(sdp);
  return line ? { connection: line[1]!, version: line[2]! } : undefined;
}

/** Notes in an answer which offer it answers, in a line that others skip. */
export function markAnswer(answer: string, offer: string): string {
  const origin = originOf(offer);
  if (!origin) return answer;
  const mark = `${ANSWERS}${origin.connection} ${origin.version}\r\n`;
  const media = answer.search(/^m=/m);
  return media < 0 ? answer + mark : answer.slice(0, media) + mark + answer.slice(media);
}

/** False only when the answer says that it belongs to another offer than this one. */
export function answers(answer: string, offer: string): boolean {
  const mark = /^a=x-holdline-answers:(\S+) (\S+)\s*$/m.exec(answer);
  const origin = originOf(offer);
  return !mark || !origin || (mark[1] === origin.connection && mark[2] === origin.version);
}
