"""The Python side of a timed program: answers the harness line by line, as serve.mjs does."""
import json
import os
import sys
import time

import numpy as np

# As long as serve.mjs warms up.
WARM_UP_MS = 300


def read_problem(folder):
    with open(os.path.join(folder, "problem.json"), encoding="utf-8") as file:
        problem = json.load(file)
    numbers = np.fromfile(os.path.join(folder, "numbers.f64"), dtype=np.float64).astype(problem["dtype"])
    widths, samples = problem["widths"], problem["samples"]
    at = 0

    def take(*shape):
        nonlocal at
        count = int(np.prod(shape))
        at += count
        return numbers[at - count : at].reshape(shape)

    inputs, targets = take(samples, widths[0]), take(samples, widths[-1])
    layers = [(take(rows, units), take(units)) for rows, units in zip(widths, widths[1:])]
    return inputs, targets, layers


def timed(step, least):
    steps, start = 0, time.perf_counter()
    while True:
        step()
        steps += 1
        elapsed = (time.perf_counter() - start) * 1000
        if elapsed >= least:
            return elapsed / steps


def serve(prepare):
    """`prepare(inputs, targets, layers)` returns a step and a function that gives loss and gradients of the last one."""
    step = answer = None
    for line in sys.stdin:
        command, argument = line.rstrip("\n").split(" ", 1)
        reply = {}
        try:
            if command == "load":
                step, answer = prepare(*read_problem(argument))
                timed(step, WARM_UP_MS)
            elif command == "time":
                reply = {"milliseconds": timed(step, float(argument))}
            elif command == "answer":
                step()
                loss, gradients = answer()
                parts = [np.asarray([loss])] + [np.asarray(part).ravel() for part in gradients]
                np.concatenate([part.astype(np.float64) for part in parts]).tofile(argument)
        except Exception as error:  # told to the harness, which decides
            reply = {"error": repr(error)}
        print(json.dumps(reply), flush=True)
