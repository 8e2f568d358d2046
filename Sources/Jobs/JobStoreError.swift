/// Why a store call failed.
public struct JobStoreError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable, Codable {
        /// The store cannot be opened, or is not a queue.
        case cannotOpen
        /// Its content is damaged.
        case damaged
        /// A later version of this program wrote it.
        case tooNew
        /// The store is on another machine, which does not answer at the moment.
        case unreachable
        /// Other processes have kept it locked for longer than the time limit.
        case busy
        /// The disk is full.
        case diskFull
        /// Reading or writing failed.
        case inputOutput
        /// The job has a later claim.
        case claimLost
        /// The job's state does not allow it.
        case wrongState
        /// A fault of this program.
        case bug
    }

    public let code: Code
    /// A sentence for a person: what is wrong and what to do.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the same call may succeed later without anyone changing anything.
    public var canRetry: Bool {
        switch code {
        case .unreachable, .busy, .diskFull, .inputOutput: true
        case .cannotOpen, .damaged, .tooNew, .claimLost, .wrongState, .bug: false
        }
    }

    /// Whether no call can succeed until a person has repaired the store.
    var isFinal: Bool {
        switch code {
        case .cannotOpen, .damaged, .tooNew: true
        case .unreachable, .busy, .diskFull, .inputOutput, .claimLost, .wrongState, .bug: false
        }
    }

    public var description: String { message }
}
