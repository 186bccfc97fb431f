import type { Call } from '../call.js';
import { problemInWords } from '../state/problems.js';
import { count, dayName, timeOfDay } from '../state/text.js';
import { h, put, write } from './dom.js';
import { icon } from './icons.js';
import { content } from './message.js';

/** Finds what was said by its words. */
export class Search {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #words = h('input', { class: 'input', type: 'search', hook: 'search-words', maxlength: 200, placeholder: 'Find in the chat', 'aria-label': 'Find in the chat' });
  readonly #found = h('ol', { class: 'found', hook: 'search-found' });
  readonly #told = h('p', { class: 'muted', role: 'status' });
  readonly #form: HTMLElement;
  readonly #open: HTMLButtonElement;
  readonly #shown: (shown: boolean) => void;

  /** `shown` is told whether the results stand in the place of the conversation. */
  constructor(call: Call, shown: (shown: boolean) => void) {
    this.#call = call;
    this.#shown = shown;
    this.#open = h('button', { type: 'button', class: 'icon-button', hook: 'chat-search', 'aria-label': 'Find in the chat', 'aria-expanded': 'false', on: { click: () => this.#toggle(this.#form.hidden) } }, icon('search'));
    this.#form = h('form', { class: 'row-form search-form', hidden: true, on: { submit: (event) => void this.#search(event) } },
      this.#words, h('button', { type: 'submit', class: 'button quiet', hook: 'search-go' }, 'Find'));
    this.element = h('div', { class: 'search' }, this.#form, this.#told, this.#found);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.#toggle(false);
        this.#open.focus();
      }
    });
  }

  get button(): HTMLButtonElement {
    return this.#open;
  }

  #toggle(open: boolean): void {
    this.#form.hidden = !open;
    put(this.#open, 'aria-expanded', String(open));
    this.#show('', []);
    this.#shown(false);
    if (open) {
      this.#words.value = '';
      this.#words.focus();
    }
  }

  async #search(event: Event): Promise<void> {
    event.preventDefault();
    const words = this.#words.value.trim();
    if (words === '') {
      return;
    }
    this.#shown(true);
    try {
      const found = await this.#call.find(words);
      const lines = found.toReversed().map((message) => {
        const at = new Date(message.timestamp);
        return h('li', {}, h('p', { class: 'who' }, h('strong', {}, message.own ? 'You' : message.username), ' ', h('time', {}, `${dayName(at, new Date())}, ${timeOfDay(at)}`)), h('p', { class: 'said' }, ...content(message.content)));
      });
      this.#show(lines.length === 0 ? 'Nothing found.' : count(lines.length, 'message'), lines);
    } catch (problem) {
      this.#show(problemInWords(problem), []);
    }
  }

  #show(told: string, lines: readonly HTMLElement[]): void {
    write(this.#told, told);
    this.#found.replaceChildren(...lines);
  }
}
