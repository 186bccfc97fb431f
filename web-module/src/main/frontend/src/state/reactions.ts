/** The signs that one may give, as the wire calls them and as they look. */
export const REACTIONS = {
  thumbs_up: '👍',
  thumbs_down: '👎',
  clap: '👏',
  heart: '❤️',
  laugh: '😄',
  surprised: '😮',
  thinking: '🤔',
  celebrate: '🎉',
} as const;

export type Reaction = keyof typeof REACTIONS;

/** How long one floats. */
export const REACTION_SHOWN_MS = 5_000;

/** At most so many float at once; the oldest makes room. */
const SHOWN_MAX = 30;

export interface ShownReaction {
  readonly key: string;
  readonly sign: string;
  readonly name: string;
}

export function withReaction(shown: readonly ShownReaction[], one: ShownReaction): readonly ShownReaction[] {
  return [...shown, one].slice(-SHOWN_MAX);
}
