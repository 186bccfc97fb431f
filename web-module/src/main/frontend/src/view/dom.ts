/** Makes elements. Text goes in as text, never as markup, and there are no inline handlers or styles for the CSP to allow. */

export type Child = Node | string | undefined | false;

export interface Properties {
  readonly class?: string;
  /** For tests: `data-testid`. */
  readonly hook?: string;
  readonly on?: { readonly [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void };
  readonly [attribute: string]: unknown;
}

/** An element with attributes; `true` gives an empty attribute, `false` and `undefined` none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'on') {
      for (const [type, listener] of Object.entries(value as Record<string, EventListener>)) {
        element.addEventListener(type, listener);
      }
    } else {
      put(element, name === 'hook' ? 'data-testid' : name, value);
    }
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** Sets or removes an attribute, touching the document only if it differs. */
export function put(element: Element, name: string, value: unknown): void {
  if (value === undefined || value === false || value === null) {
    if (element.hasAttribute(name)) {
      element.removeAttribute(name);
    }
    return;
  }
  const text = value === true ? '' : String(value);
  if (element.getAttribute(name) !== text) {
    element.setAttribute(name, text);
  }
}

export function write(element: Element, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Brings the children of a list in line with items, keeping the elements of items that stay. */
export function reconcile<T, E extends HTMLElement>(
  parent: HTMLElement,
  items: readonly T[],
  key: (item: T) => string,
  make: (item: T) => E,
  update: (element: E, item: T) => void,
): void {
  const known = new Map<string, E>();
  for (const child of [...parent.children] as E[]) {
    known.set(child.dataset['key'] ?? '', child);
  }
  items.forEach((item, at) => {
    const id = key(item);
    let element = known.get(id);
    known.delete(id);
    if (element === undefined) {
      element = make(item);
      element.dataset['key'] = id;
    }
    update(element, item);
    if (parent.children[at] !== element) {
      parent.insertBefore(element, parent.children[at] ?? null);
    }
  });
  for (const gone of known.values()) {
    gone.remove();
  }
}
