import type { Call } from '../call.js';
import { bringsFiles, dropped } from '../media/dropped.js';
import { h, put, write } from './dom.js';
import { icon } from './icons.js';

/** Takes files that are dragged onto a person, or onto the room for everybody. */
export class DropTarget {
  readonly #room: HTMLElement;
  readonly #call: Call;
  readonly #words = h('span');
  readonly #hint = h('p', { class: 'drop-hint', hook: 'drop-hint', hidden: true }, icon('file'), this.#words);
  #over: Element | undefined;
  readonly #dragged = (event: DragEvent): void => this.#drag(event);
  readonly #leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) {
      this.#mark(undefined, true);
    }
  };
  readonly #drop = (event: DragEvent): void => this.#take(event);

  constructor(room: HTMLElement, call: Call) {
    this.#room = room;
    this.#call = call;
    room.append(this.#hint);
    document.addEventListener('dragenter', this.#dragged);
    document.addEventListener('dragover', this.#dragged);
    document.addEventListener('dragleave', this.#leave);
    document.addEventListener('drop', this.#drop);
  }

  close(): void {
    document.removeEventListener('dragenter', this.#dragged);
    document.removeEventListener('dragover', this.#dragged);
    document.removeEventListener('dragleave', this.#leave);
    document.removeEventListener('drop', this.#drop);
  }

  /** Also where nothing can be sent the page takes the drag: otherwise the browser would open the file in its place. */
  #drag(event: DragEvent): void {
    if (!bringsFiles(event.dataTransfer)) {
      return;
    }
    event.preventDefault();
    const may = this.#call.transfers.allowed;
    (event.dataTransfer as DataTransfer).dropEffect = may ? 'copy' : 'none';
    this.#mark(may ? this.#person(event) : undefined, false);
  }

  #take(event: DragEvent): void {
    if (!bringsFiles(event.dataTransfer)) {
      return;
    }
    event.preventDefault();
    const person = this.#person(event);
    this.#mark(undefined, true);
    if (this.#call.transfers.allowed) {
      void this.#call.transfers.offer(dropped(event.dataTransfer as DataTransfer), (person as HTMLElement | undefined)?.dataset['user']);
    }
  }

  /** Whoever else is shown under the pointer. */
  #person({ target }: DragEvent): Element | undefined {
    const found = target instanceof Element ? target.closest<HTMLElement>('[data-user]') : null;
    return found === null || found.dataset['user'] === this.#call.store.state.me.userId ? undefined : found;
  }

  #mark(person: Element | undefined, gone: boolean): void {
    if (this.#over !== person) {
      this.#over?.removeAttribute('data-drop');
      put(person ?? this.#room, 'data-drop', person !== undefined);
      this.#over = person;
    }
    this.#hint.hidden = gone;
    write(this.#words, this.#wordsFor(person));
  }

  #wordsFor(person: Element | undefined): string {
    const { participants, me } = this.#call.store.state;
    const name = participants.find(({ userId }) => userId === (person as HTMLElement | undefined)?.dataset['user'])?.username;
    if (!this.#call.transfers.allowed) {
      return 'Files may not be sent in this room.';
    }
    if (participants.every(({ userId }) => userId === me.userId)) {
      return 'Nobody else is here yet.';
    }
    return name === undefined ? 'Drop to send to everybody, or onto somebody' : `Drop to send to ${name}`;
  }
}
