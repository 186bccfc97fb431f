import type { FileTransfer } from '@holdline/client';
import { chooseFiles, chooseFolder } from '../media/dropped.js';
import { save } from '../media/saving.js';
import { contentInWords, isOpen, sizeInWords, standing } from '../state/transfers.js';
import type { Transfers } from '../transfers.js';
import { h, put, write } from './dom.js';
import { icon, type IconName } from './icons.js';

const SHOWN_MAX = 100;

/** One transfer in the list: what it is, how it stands, and what can be done about it. */
export class TransferRow {
  readonly element: HTMLElement;
  readonly #transfers: Transfers;
  readonly #kind: SVGSVGElement;
  readonly #picture = h('img', { class: 'transfer-picture', alt: '', hidden: true });
  readonly #name = h('span', { class: 'transfer-name', hook: 'transfer-name' });
  readonly #whom = h('span', { class: 'transfer-whom' });
  readonly #bar = h('progress', { class: 'transfer-bar', max: 100, hook: 'transfer-bar' });
  readonly #words = h('p', { class: 'transfer-words', hook: 'transfer-words' });
  readonly #message = h('p', { class: 'transfer-message' });
  readonly #acts = h('div', { class: 'transfer-acts' });
  readonly #remove: HTMLButtonElement;
  readonly #files = h('ul', { class: 'transfer-files', hidden: true });
  #shape = '';
  #url: string | undefined;
  #looked = '';

  constructor(transfers: Transfers, transfer: FileTransfer) {
    this.#transfers = transfers;
    this.#kind = icon(transfer.fileCount === 1 ? 'file' : 'folder');
    const what = transfer.direction === 'in' ? 'Remove from the list and from this device' : 'Remove from the list';
    this.#remove = h('button', { type: 'button', class: 'icon-button', hook: 'transfer-remove', 'aria-label': `${what}: ${transfer.filename}`, title: what, on: { click: () => void transfers.remove(transfer.id) } }, icon('trash'));
    this.element = h('li', { class: 'transfer', hook: 'transfer', 'data-id': transfer.id, 'data-direction': transfer.direction },
      h('div', { class: 'transfer-head' }, h('span', { class: 'transfer-kind' }, this.#kind, this.#picture), h('div', { class: 'transfer-title' }, this.#name, this.#whom), this.#remove),
      this.#message, this.#bar, this.#words, this.#acts, this.#files);
  }

  update(transfer: FileTransfer): void {
    const other = this.#transfers.nameOf(transfer);
    write(this.#name, contentInWords(transfer));
    put(this.#name, 'title', transfer.filename);
    write(this.#whom, `${transfer.direction === 'in' ? 'from' : 'to'} ${other} · ${amount(transfer)}`);
    write(this.#message, transfer.message ?? '');
    put(this.element, 'data-state', transfer.state);
    put(this.element, 'data-via', transfer.via);
    put(this.element, 'data-needs-files', transfer.needsFiles);
    const moves = isOpen(transfer) && (transfer.state !== 'pending' || transfer.via !== undefined);
    this.#remove.hidden = isOpen(transfer);
    this.#bar.hidden = !moves;
    this.#bar.value = transfer.percent;
    put(this.#bar, 'aria-label', `${contentInWords(transfer)}, ${Math.floor(transfer.percent)} %`);
    write(this.#words, standing(transfer, other));
    this.#showActs(transfer);
    void this.#look(transfer);
  }

  close(): void {
    if (this.#url !== undefined) {
      URL.revokeObjectURL(this.#url);
    }
  }

  #showActs(transfer: FileTransfer): void {
    const { id, direction, state, pausedBy, needsFiles, elsewhere, fileCount } = transfer;
    const mine = pausedBy.includes(direction === 'out' ? 'sender' : 'receiver');
    const shape = `${state} ${mine} ${needsFiles} ${elsewhere}`;
    if (this.#shape === shape) {
      return;
    }
    this.#shape = shape;
    const focused = this.#acts.contains(document.activeElement);
    const acts: HTMLElement[] = [];
    if (state === 'pending' && direction === 'in' && !elsewhere) {
      acts.push(act('transfer-accept', 'check', 'Accept', () => this.#transfers.accept(id), true), act('transfer-reject', 'close', 'Decline', () => this.#transfers.reject(id)));
    } else if (isOpen(transfer) && !elsewhere) {
      if (needsFiles) {
        const choose = fileCount === 1 ? chooseFiles : chooseFolder;
        acts.push(act('transfer-provide', fileCount === 1 ? 'file' : 'folder', fileCount === 1 ? 'Choose the file again' : 'Choose the folder again', () => this.#transfers.provide(id, choose()), true));
      } else if (state !== 'pending') {
        acts.push(mine ? act('transfer-resume', 'play', 'Resume', () => this.#transfers.resume(id)) : act('transfer-pause', 'pause', 'Pause', () => this.#transfers.pause(id)));
      }
      acts.push(act('transfer-cancel', 'close', state === 'pending' ? 'Take back' : 'Cancel', () => this.#transfers.cancel(id)));
    } else if (state === 'completed' && direction === 'in') {
      acts.push(act('transfer-save', 'download', fileCount === 1 ? 'Save' : 'Save all', () => this.#transfers.save(id, transfer.filename), true));
    }
    this.#acts.replaceChildren(...acts);
    if (focused) {
      acts[0]?.focus();
    }
    this.#list(transfer);
  }

  /** The files of a folder that has arrived, each to be saved by itself. */
  #list({ id, direction, state, fileCount }: FileTransfer): void {
    this.#files.hidden = direction === 'out' || state !== 'completed' || fileCount === 1;
    if (this.#files.hidden) {
      return;
    }
    const files = this.#transfers.received(id);
    const rows = files.slice(0, SHOWN_MAX).map((file) =>
      h('li', { class: 'transfer-file' }, h('span', { class: 'transfer-path', title: file.path }, file.path), h('span', { class: 'muted' }, sizeInWords(file.sizeBytes)),
        h('button', { type: 'button', class: 'icon-button', hook: 'file-save', 'aria-label': `Save ${file.path}`, title: 'Save', on: { click: () => void save(file) } }, icon('download'))));
    const more = files.length - rows.length;
    this.#files.replaceChildren(...rows, ...(more > 0 ? [h('li', { class: 'muted' }, `and ${more.toLocaleString()} more`)] : []));
  }

  async #look(transfer: FileTransfer): Promise<void> {
    if (this.#url !== undefined || this.#looked === transfer.state) {
      return;
    }
    this.#looked = transfer.state;
    const picture = await this.#transfers.preview(transfer);
    if (picture !== undefined) {
      this.#url = URL.createObjectURL(picture);
      this.#picture.src = this.#url;
      this.#picture.hidden = false;
    }
  }
}

/** "12 MB", or while it is under way "4.1 of 12 MB". */
function amount(transfer: FileTransfer): string {
  const { bytes, sizeBytes, percent, state } = transfer;
  return isOpen(transfer) && state !== 'pending' ? `${sizeInWords(bytes)} of ${sizeInWords(sizeBytes)}, ${Math.floor(percent)} %` : sizeInWords(sizeBytes);
}

function act(hook: string, name: IconName, label: string, run: () => unknown, main = false): HTMLButtonElement {
  return h('button', { type: 'button', class: main ? 'button quiet primary' : 'button quiet', hook, on: { click: () => void run() } }, icon(name), label);
}
