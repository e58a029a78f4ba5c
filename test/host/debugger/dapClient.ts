// A client of the debug adapter protocol, as small as a test needs: requests over a socket, and waiting for events.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

interface Message {
  readonly type: 'response' | 'event';
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly event?: string;
  readonly body?: unknown;
}

export class DapClient {
  readonly #answers = new Map<number, (message: Message) => void>();
  readonly #events = new Map<string, (body: unknown) => void>();
  readonly #told = new Map<string, unknown>();
  #sent = 0;
  #received = Buffer.alloc(0);

  private constructor(readonly socket: Socket) {
    socket.on('data', (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
      for (let message = this.#next(); message !== undefined; message = this.#next()) this.#take(message);
    });
  }

  /** Connects to an adapter on this machine. */
  static async connect(port: number): Promise<DapClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new DapClient(socket);
  }

  /** As a debug session of VS Code asks: resolves to the body of the answer. */
  ask(command: string, args: object): Promise<unknown> {
    const seq = ++this.#sent;
    const content = JSON.stringify({ seq, type: 'request', command, arguments: args });
    this.socket.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
    return new Promise((resolve, reject) => {
      this.#answers.set(seq, ({ success, message, body }) => {
        if (success === true) resolve(body);
        else reject(new Error(message));
      });
    });
  }

  /** The body of an event's first occurrence, be it past or to come. */
  event(name: string): Promise<unknown> {
    if (this.#told.has(name)) return Promise.resolve(this.#told.get(name));
    return new Promise((resolve) => this.#events.set(name, resolve));
  }

  close(): void {
    this.socket.destroy();
  }

  #next(): Message | undefined {
    const end = this.#received.indexOf('\r\n\r\n');
    const length = Number(/Content-Length: (\d+)/.exec(this.#received.toString('latin1', 0, end))?.[1]);
    if (end === -1 || this.#received.length < end + 4 + length) return undefined;
    const content = this.#received.toString('utf8', end + 4, end + 4 + length);
    this.#received = this.#received.subarray(end + 4 + length);
    return JSON.parse(content) as Message;
  }

  #take(message: Message): void {
    if (message.type === 'response') {
      this.#answers.get(message.request_seq!)?.(message);
      this.#answers.delete(message.request_seq!);
    } else if (!this.#told.has(message.event!)) {
      this.#told.set(message.event!, message.body);
      this.#events.get(message.event!)?.(message.body);
    }
  }
}
