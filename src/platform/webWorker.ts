/** The inspector's worker as a web worker. */
import * as vscode from 'vscode';
import type { StartWorker } from '../host/inspectorWorker';
import { eventTransport } from '../protocol/eventTransport';

/**
 * @param file the worker's built file. Its text goes through memory: VS Code gives a browser no address of an extension
 * that lies on another machine.
 */
export function webWorker(file: vscode.Uri): StartWorker {
  let script: Promise<string> | undefined;
  return () => {
    script ??= addressOf(file);
    const starting = script.then((address) => new Worker(address));
    const listeners: ((reason: string | undefined) => void)[] = [];
    const end = (reason: string | undefined): void => {
      void starting.then((worker) => {
        worker.terminate();
      });
      for (const listener of listeners.splice(0)) listener(reason);
    };
    starting.then(
      (worker) => {
        // Unlike a thread of Node it goes on after an error that nobody caught, in whatever state that left it.
        worker.addEventListener('error', ({ message }) => {
          end(message);
        });
      },
      (error: unknown) => {
        script = undefined;
        end(error instanceof Error ? error.message : String(error));
      },
    );
    return {
      transport: {
        post: (data, transfer) => {
          void starting.then((worker) => {
            eventTransport(worker).post(data, transfer);
          });
        },
        listen: (receive) => {
          const listening = starting.then((worker) => eventTransport(worker).listen(receive));
          return () => {
            void listening.then((stop) => {
              stop();
            });
          };
        },
      },
      onEnd: (listener) => {
        listeners.push(listener);
      },
      terminate: () => {
        end(undefined);
        return Promise.resolve();
      },
    };
  };
}

async function addressOf(file: vscode.Uri): Promise<string> {
  const code = await vscode.workspace.fs.readFile(file);
  return URL.createObjectURL(new Blob([new Uint8Array(code)], { type: 'text/javascript' }));
}
