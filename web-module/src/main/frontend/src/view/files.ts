import type { FileSource } from '@holdline/client';
import type { Call } from '../call.js';
import { chooseFiles, chooseFolder } from '../media/dropped.js';
import type { RoomState } from '../state/room-state.js';
import { h, reconcile, write } from './dom.js';
import { icon } from './icons.js';
import { TransferRow } from './transfer-row.js';

/** Files that go to the others and come from them. */
export class FilesPanel {
  readonly element: HTMLElement;
  readonly #call: Call;
  readonly #rows = new Map<string, TransferRow>();
  readonly #to = h('select', { hook: 'files-to', 'aria-label': 'To whom' });
  readonly #buttons: HTMLButtonElement[];
  readonly #hint = h('p', { class: 'muted' });
  readonly #list = h('ul', { class: 'transfers', hook: 'transfers', 'aria-label': 'Files sent and received' });
  #others = '';

  constructor(call: Call) {
    this.#call = call;
    this.#buttons = [this.#button('files-choose', 'file', 'Files…', chooseFiles), this.#button('folder-choose', 'folder', 'A folder…', chooseFolder)];
    const send = h('section', { class: 'files-send', 'aria-label': 'Send files' },
      h('label', { class: 'chat-to' }, 'Send to', this.#to), h('div', { class: 'chips' }, ...this.#buttons), this.#hint);
    this.element = h('div', { class: 'scroll files-panel', hook: 'files-panel' }, send, this.#list);
  }

  update(state: RoomState): void {
    this.#showOthers(state);
    const newest = [...state.transfers].reverse();
    for (const [id, row] of this.#rows) {
      if (!newest.some((transfer) => transfer.id === id)) {
        row.close();
        this.#rows.delete(id);
      }
    }
    reconcile(this.#list, newest, ({ id }) => id, (transfer) => this.#row(transfer.id, new TransferRow(this.#call.transfers, transfer)), (_, transfer) => this.#rows.get(transfer.id)?.update(transfer));
  }

  close(): void {
    for (const row of this.#rows.values()) {
      row.close();
    }
  }

  #row(id: string, row: TransferRow): HTMLElement {
    this.#rows.set(id, row);
    return row.element;
  }

  #showOthers({ participants, me }: RoomState): void {
    const others = new Map(participants.filter(({ userId }) => userId !== me.userId).map(({ userId, username }) => [userId, username]));
    const { allowed } = this.#call.transfers;
    for (const button of this.#buttons) {
      button.disabled = !allowed || others.size === 0;
    }
    write(this.#hint, !allowed ? 'Files may not be sent in this room.' : others.size === 0 ? 'Nobody else is here yet.' : 'Or drop them onto somebody’s picture, or anywhere for everybody.');
    const shape = JSON.stringify([...others]);
    if (this.#others !== shape) {
      this.#others = shape;
      const chosen = this.#to.value;
      this.#to.replaceChildren(h('option', { value: '' }, 'everybody'), ...[...others].map(([id, name]) => h('option', { value: id }, name)));
      this.#to.value = others.has(chosen) ? chosen : '';
    }
  }

  #button(hook: string, name: 'file' | 'folder', label: string, choose: () => Promise<FileSource[]>): HTMLButtonElement {
    const send = () => void this.#call.transfers.offer(choose(), this.#to.value || undefined);
    return h('button', { type: 'button', class: 'button quiet', hook, on: { click: send } }, icon(name), label);
  }
}
