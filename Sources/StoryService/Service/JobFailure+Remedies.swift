internal import Foundation
public import Jobs
public import Story

extension JobFailure {
    /// What is wrong, followed by what to do. A failure that an earlier version has noted says all in its message.
    public func text(in words: RemedyWords = .plain) -> String { words.text(message, knownRemedies) }

    /// What can be done about it, as a choice; empty if nothing is known, or if the message says it.
    public var knownRemedies: [Remedy] {
        remedies.flatMap { try? JSONDecoder().decode([Remedy].self, from: Data($0.utf8)) } ?? []
    }

    /// Remedies as a queue keeps them; nil if there are none.
    static func text(of remedies: [Remedy]) -> String? {
        guard !remedies.isEmpty, let json = try? JSONEncoder().encode(remedies) else { return nil }
        return String(decoding: json, as: UTF8.self)
    }
}
