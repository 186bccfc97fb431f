import { joinRoom, Rooms, type AccessToken, type Pending } from '@holdline/client';
import { Call } from './call.js';
import { Excursion } from './excursion.js';
import { SignOn } from './identity/sign-on.js';
import { capture, stop } from './media/devices.js';
import { invitationOf, keepInvitation, takeInvitation } from './state/invitation.js';
import { preferences } from './state/preferences.js';
import { problemInWords } from './state/problems.js';
import { roomOfPath } from './state/room-id.js';
import { header } from './view/header.js';
import { Lobby, type Entry } from './view/lobby.js';
import { failure, left, waiting, welcome } from './view/plain.js';
import { RoomView } from './view/room.js';
import { WaitingPage } from './view/waiting-page.js';

/** The room that this tab is in, so that a reload goes back into it. */
const IN_CALL = 'holdline.call';

/** Where the page is: it shows one of welcome, lobby, room, farewell, and goes from one to the next. */
class Page {
  readonly #place: HTMLElement;
  #signOn: SignOn | undefined;
  #call: Call | undefined;
  #close: () => void = () => undefined;
  /** The join that is under way, or the last one. */
  #wish: AbortController | undefined;

  readonly #accessToken: AccessToken = (asked) => (this.#signOn as SignOn).accessToken(asked);
  readonly #rooms = new Rooms({ server: location.origin, accessToken: this.#accessToken });

  readonly #excursion = new Excursion({
    enter: (options) => Call.enter(joinRoom, { ...options, rooms: this.#rooms, accessToken: this.#accessToken }),
    show: (main, inside) => this.#showRoom(inside ?? main, [main.store.state.roomId, inside?.store.state.within?.name].filter((name) => name !== undefined).join(' › ')),
  });

  constructor(place: HTMLElement) {
    this.#place = place;
    addEventListener('popstate', () => {
      this.#noteInvitation(); // its link may be opened where the room's stood already
      this.#route();
    });
  }

  async start(): Promise<void> {
    this.#show(waiting(), undefined);
    this.#noteInvitation();
    try {
      this.#signOn = await SignOn.load(() => this.#route());
      await this.#signOn.resume();
    } catch (problem) {
      this.#fail('Sign-on did not work', problem);
      return;
    }
    this.#route();
  }

  /** An invitation outlives the way to sign-on, and does not stay in the address. */
  #noteInvitation(): void {
    const [code, roomId] = [invitationOf(location.hash), roomOfPath(location.pathname)];
    if (code !== undefined && roomId !== undefined) {
      keepInvitation(roomId, code);
      history.replaceState(null, '', location.pathname);
    }
  }

  #route(): void {
    const roomId = roomOfPath(location.pathname);
    const wish = this.#wish;
    this.#wish = undefined;
    if (this.#call === undefined) {
      wish?.abort();
    }
    if (this.#call !== undefined) {
      if (roomId === this.#call.store.state.roomId) {
        return;
      }
      void this.#call.leave();
      this.#call = undefined;
      void this.#excursion.end();
      sessionStorage.removeItem(IN_CALL);
    }
    if (this.#signOn?.identity === undefined) {
      document.title = 'Holdline';
      this.#show(welcome(roomId, () => void this.#signIn()), undefined);
    } else if (roomId !== undefined && sessionStorage.getItem(IN_CALL) === roomId) {
      this.#show(waiting(), undefined);
      this.#return(roomId).catch((problem: unknown) => {
        sessionStorage.removeItem(IN_CALL);
        this.#lobby(roomId, problem);
      });
    } else {
      this.#lobby(roomId);
    }
  }

  /** Back into the room without the lobby, with the devices last chosen: after a reload, or by the button. */
  async #return(roomId: string): Promise<void> {
    const { audio, video, microphone, camera } = preferences();
    const { stream } = await capture({ audio: true, video, microphone, camera });
    const has = (kind: string) => stream.getTracks().some((track) => track.kind === kind);
    try {
      await this.#enter({ roomId, stream, audio: audio && has('audio'), video: video && has('video') }, () => undefined);
    } catch (problem) {
      stop(stream);
      throw problem;
    }
  }

  async #signIn(): Promise<void> {
    try {
      await this.#signOn?.begin(location.pathname);
    } catch (problem) {
      this.#fail('Sign-on did not work', problem);
    }
  }

  #lobby(roomId: string | undefined, problem?: unknown): void {
    document.title = roomId === undefined ? 'Holdline' : `${roomId} · Holdline`;
    let entered = false;
    const lobby = new Lobby({
      roomId,
      name: this.#name() ?? '',
      rooms: this.#rooms,
      join: async (entry) => {
        await this.#enter(entry, () => (entered = true));
      },
    });
    this.#show(lobby.element, undefined, () => lobby.close(entered));
    lobby.focus();
    if (problem !== undefined) {
      lobby.complain(problem);
    }
  }

  async #enter(entry: Entry, entered: () => void): Promise<void> {
    const { microphone, camera } = preferences();
    const code = takeInvitation(entry.roomId);
    if (code !== undefined) {
      await this.#rooms.joinByInvitation(entry.roomId, code);
    }
    const wish = new AbortController();
    this.#wish = wish;
    let door: WaitingPage | undefined;
    const pending = (why: Pending) => {
      if (door === undefined) {
        entered();
        door = this.#wait(entry.roomId, wish);
      }
      door.update(why);
    };
    let call: Call;
    try {
      call = await Call.enter(joinRoom, { ...entry, microphone, camera, rooms: this.#rooms, accessToken: this.#accessToken, pending, signal: wish.signal });
    } catch (problem) {
      if (door === undefined) {
        throw problem;
      }
      stop(entry.stream);
      this.#turnedAway(entry.roomId, wish, problem);
      return;
    }
    entered();
    this.#call = call;
    sessionStorage.setItem(IN_CALL, entry.roomId);
    const path = `/r/${entry.roomId}`;
    if (location.pathname !== path) {
      history.pushState(null, '', path);
    }
    this.#showRoom(call, entry.roomId);
    call.store.watch(({ ended, breakouts: { destination } }) => {
      if (this.#call !== call) {
        return;
      }
      if (ended !== undefined) {
        this.#call = undefined;
        sessionStorage.removeItem(IN_CALL);
        void this.#excursion.end();
        this.#left(entry.roomId, ended);
      } else {
        this.#excursion.follow(call, destination);
      }
    });
  }

  #showRoom(call: Call, name: string): void {
    const view = new RoomView(call);
    this.#show(view.element, name, () => view.close());
    view.focus();
  }

  /** At the door: a reload comes back to it. */
  #wait(roomId: string, wish: AbortController): WaitingPage {
    sessionStorage.setItem(IN_CALL, roomId);
    const page = new WaitingPage(roomId, () => wish.abort());
    this.#show(page.element, undefined);
    page.focus();
    return page;
  }

  /** Whoever has gone elsewhere meanwhile is not called back. */
  #turnedAway(roomId: string, wish: AbortController, problem: unknown): void {
    if (this.#wish !== wish) {
      return;
    }
    sessionStorage.removeItem(IN_CALL);
    if (wish.signal.aborted) {
      this.#lobby(roomId);
    } else {
      this.#left(roomId, problemInWords(problem));
    }
  }

  #left(roomId: string, why: string): void {
    if (this.#signOn?.identity === undefined) {
      this.#route();
      return;
    }
    document.title = 'Holdline';
    const farewell = left({
      why,
      roomId,
      rejoin: () => this.#return(roomId),
      home: () => {
        history.pushState(null, '', '/');
        this.#route();
      },
    });
    this.#show(farewell, undefined);
    farewell.querySelector('h1')?.focus();
  }

  #fail(what: string, problem: unknown): void {
    const why = problem instanceof Error ? problem.message : String(problem);
    this.#show(failure(`${what}: ${why}`, () => void this.start()), undefined);
  }

  #name(): string | undefined {
    return this.#signOn?.identity?.name;
  }

  #show(main: HTMLElement, room: string | undefined, close: () => void = () => undefined): void {
    this.#close();
    this.#close = close;
    this.#place.replaceChildren(header({ name: this.#name(), room, signOut: () => void this.#signOut() }), main);
    document.documentElement.toggleAttribute('data-in-room', room !== undefined);
  }

  async #signOut(): Promise<void> {
    const call = this.#call;
    this.#call = undefined;
    sessionStorage.removeItem(IN_CALL);
    await this.#excursion.end();
    await call?.leave().catch(() => undefined);
    await this.#signOn?.signOut();
  }
}

const place = document.getElementById('page');
if (place !== null) {
  void new Page(place).start();
}
