/** Line drawings on a 24 by 24 field, in the colour of the text around them. */
const DRAWINGS = {
  mic: ['M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3Z', 'M5 11.5a7 7 0 0 0 14 0', 'M12 18.5V21'],
  'mic-off': ['M9 9v3a3 3 0 0 0 4.7 2.5', 'M15 11.5V6a3 3 0 0 0-5.8-1', 'M5 11.5a7 7 0 0 0 10.8 5.9M19 11.5a7 7 0 0 1-.7 3', 'M12 18.5V21', 'M4 3.5 20 20.5'],
  camera: ['M4.5 6.5h9a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2Z', 'm15.5 11 6-3.5v9l-6-3.5'],
  'camera-off': ['M10 6.5h3.5a2 2 0 0 1 2 2V11l6-3.5v9l-3-1.7', 'M15.3 16.4a2 2 0 0 1-1.8 1.1h-9a2 2 0 0 1-2-2v-7c0-.9.6-1.7 1.4-1.9', 'M4 3.5 20 20.5'],
  screen: ['M4 4.5h16a1.5 1.5 0 0 1 1.5 1.5v9.5A1.5 1.5 0 0 1 20 17H4a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4 4.5Z', 'M8.5 20.5h7', 'M12 14V8M9.3 10.5 12 7.8l2.7 2.7'],
  chat: ['M5 4.5h14a2 2 0 0 1 2 2V15a2 2 0 0 1-2 2h-7l-4.5 3.5V17H5a2 2 0 0 1-2-2V6.500a2 2 0 0 1 2-2Z', 'M7.5 9h9M7.5 12.500h6'],
  people: ['M9 11a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.600Z', 'M2.8 19.500c.4-3.4 3-5.3 6.2-5.300s5.8 1.9 6.2 5.3', 'M15.8 10.800a3 3 0 0 0 0-5.900M17.7 14.600c2 .7 3.3 2.4 3.6 4.9'],
  leave: ['M3.5 14.500v-2c0-1 .7-1.8 1.6-2.2 4.3-1.9 9.5-1.9 13.8 0 .9.4 1.6 1.2 1.6 2.200v2c0 .7-.6 1.2-1.3 1l-3-.6a1.2 1.2 0 0 1-1-1.200v-1.900a11.5 11.5 0 0 0-6.4 0v1.900c0 .6-.4 1.1-1 1.200l-3 .6c-.7.2-1.3-.3-1.3-1Z'],
  copy: ['M9.5 8.500h9a1.5 1.5 0 0 1 1.5 1.500v9a1.5 1.5 0 0 1-1.5 1.500h-9A1.5 1.5 0 0 1 8 19v-9a1.5 1.5 0 0 1 1.5-1.500Z', 'M4.8 15.500A1.5 1.5 0 0 1 4 14.200V5.500A1.5 1.5 0 0 1 5.5 4h8.700c.6 0 1 .3 1.3.8'],
  check: ['m5 12.5 4.5 4.500L19 7.5'],
  hand: ['M8 12.500V6a1.4 1.4 0 0 1 2.8 0v5M10.8 10.500V4.600a1.4 1.4 0 0 1 2.8 0v6M13.6 10.800V5.900a1.4 1.4 0 0 1 2.800 0v6.100', 'M16.4 10.500a1.400 1.400 0 0 1 2.800 0v3.700a6.800 6.800 0 0 1-6.800 6.800c-2.600 0-4.200-1-5.500-3.200l-2.600-4.400a1.400 1.400 0 0 1 2.300-1.500l1.400 1.800'],
  more: ['M6 12v.1M12 12v.1M18 12v.1'],
  settings: ['M4 7.500h8M18 7.500h2M4 16.500h2M12 16.500h8', 'M15 10a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM9 19a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z'],
  smile: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M8.5 14.200c.8 1.200 2 1.800 3.500 1.800s2.700-.6 3.500-1.800', 'M9 9.500v.1M15 9.500v.1'],
  reply: ['m9 6-5 5 5 5', 'M4.500 11H14a6 6 0 0 1 6 6v1'],
  edit: ['m4.500 19.500 1-4L16 5a2.100 2.100 0 0 1 3 3L8.500 18.500l-4 1Z'],
  trash: ['M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7'],
  search: ['M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13Z', 'm20 20-4.800-4.800'],
  plus: ['M12 5v14M5 12h14'],
  help: ['M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z', 'M9.5 9.500a2.5 2.5 0 1 1 3.6 2.200c-.7.4-1.1.9-1.1 1.8', 'M12 16.700v.1'],
  file: ['M13.500 3.500H7A1.500 1.500 0 0 0 5.500 5v14A1.500 1.500 0 0 0 7 20.500h10a1.500 1.500 0 0 0 1.500-1.500V8.500l-5-5Z', 'M13.500 3.500v5h5'],
  folder: ['M3.500 18V6.500A1.500 1.500 0 0 1 5 5h4.500l2 2.500H19A1.500 1.500 0 0 1 20.500 9v9a1.500 1.500 0 0 1-1.500 1.500H5A1.500 1.500 0 0 1 3.500 18Z'],
  download: ['M12 4v11M7.500 11l4.500 4.500 4.500-4.500', 'M4.500 19.500h15'],
  record: ['M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z', 'M12 14.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z'],
  pause: ['M9 6v12M15 6v12'],
  play: ['m8 5.500 10 6.500-10 6.500v-13Z'],
  close: ['m6 6 12 12M18 6 6 18'],
  send: ['M4 12 3.5 4.5 21 12 3.5 19.5 4 12Z', 'M4 12h8.5'],
  warning: ['M12 4 2.8 19.500h18.400L12 4Z', 'M12 10v4.500M12 17v.1'],
  again: ['M20 12a8 8 0 1 1-2.3-5.700L20 8.5', 'M20 4v4.500h-4.5'],
  link: ['M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.700l-1.2 1.2', 'M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.700l1.2-1.2'],
} as const;

export type IconName = keyof typeof DRAWINGS;

const SVG = 'http://www.w3.org/2000/svg';

/** Decoration: a label beside it or on its button says what it means. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  draw(svg, name);
  return svg;
}

export function draw(svg: SVGSVGElement, name: IconName): void {
  if (svg.dataset['icon'] === name) {
    return;
  }
  svg.dataset['icon'] = name;
  svg.replaceChildren(
    ...DRAWINGS[name].map((line) => {
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', line);
      return path;
    }),
  );
}

/** Holdline's mark: a line that is held where it was cut. */
export function mark(): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('viewBox', '0 0 32 32');
  svg.setAttribute('aria-hidden', 'true');
  for (const [d, kind] of [
    ['M3 16h6', 'mark-line'],
    ['M23 16h6', 'mark-line'],
    ['M9 16a7 7 0 0 1 14 0', 'mark-arc'],
    ['M9 16a7 7 0 0 0 14 0', 'mark-arc mark-arc-low'],
  ] as const) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    path.setAttribute('class', kind);
    svg.append(path);
  }
  return svg;
}
