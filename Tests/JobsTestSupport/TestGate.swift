internal import Threading

/// Opens after it has been asked to so many times, and lets everyone through then.
package final class TestGate: Sendable {
    private let state: Lock<(left: Int, waiting: [CheckedContinuation<Void, Never>])>

    package init(count: Int = 1) {
        state = Lock((count, []))
    }

    package func open() {
        let waiting = state.withLock { state in
            state.left -= 1
            guard state.left <= 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }

    package func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if state.left > 0 { state.waiting.append(continuation) }
                return state.left <= 0
            }
            if isOpen { continuation.resume() }
        }
    }
}
