import Jobs
import Testing

@Suite struct JobStateTests {
    /// Every pair that is allowed; all others must throw.
    private static let transitions: [JobState: [JobEvent: JobState]] = [
        .available: [.claimed: .running, .cancelled: .cancelled],
        .scheduled: [.becameDue: .available, .retried: .available, .cancelled: .cancelled],
        .running: [
            .succeeded: .completed, .failed: .retryable, .gaveUp: .discarded, .released: .available,
            .cancelled: .cancelled,
        ],
        .retryable: [.becameDue: .available, .retried: .available, .cancelled: .cancelled],
        .completed: [:],
        .cancelled: [.retried: .available],
        .discarded: [.retried: .available],
    ]

    @Test(
        "Each event leads from each state where the table says, or is refused", arguments: JobState.allCases)
    func followsTable(from state: JobState) throws {
        let allowed = try #require(Self.transitions[state])
        for event in JobEvent.allCases {
            var next = state
            if let target = allowed[event] {
                try next.apply(event)
                #expect(next == target, "\(state) on \(event)")
            } else {
                #expect(throws: IllegalTransition(from: state, event: event)) { try next.apply(event) }
                #expect(next == state, "\(state) on \(event)")
            }
        }
    }

    @Test("From every state a final one can be reached, and none leads out of completed")
    func reachesAnEnd() throws {
        for start in JobState.allCases {
            var reached: Set = [start]
            while true {
                let next = reached.union(
                    reached.flatMap { Self.transitions[$0].map { Array($0.values) } ?? [] })
                if next == reached { break }
                reached = next
            }
            #expect(reached.contains { $0.isFinal }, "\(start)")
        }
        #expect(Self.transitions[.completed]?.isEmpty == true)
    }
}
