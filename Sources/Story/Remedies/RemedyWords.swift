/// The words in which remedies are told.
///
/// The modules of this library name no option of any program. A program passes its own words to what writes sentences,
/// and gives them to its encoder (``CodingUserInfoKey/remedyWords``).
public struct RemedyWords: Sendable {
    private let clause: @Sendable (Remedy) -> String

    /// - Parameter clause: what to do, as a command without its full stop: `allow overwriting`.
    public init(_ clause: @escaping @Sendable (Remedy) -> String) {
        self.clause = clause
    }

    /// `Allow overwriting, or name another folder for the output.`; nil if there are no remedies.
    ///
    /// - Parameter remedies: the choices.
    public func sentence(_ remedies: [Remedy]) -> String? {
        var clauses = remedies.map(clause)
        guard let last = clauses.popLast() else { return nil }
        let sentence = clauses.isEmpty ? last : clauses.joined(separator: ", ") + ", or " + last
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    /// What is wrong, followed by what to do.
    public func text(_ problem: String, _ remedies: [Remedy]) -> String {
        [problem, sentence(remedies)].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension RemedyWords {
    /// Words for any program.
    public static let plain = RemedyWords { remedy in
        switch remedy.action {
        case .allowOverwriting: "allow overwriting"
        case .chooseOtherFolder: "name another folder for the output"
        case .chooseOtherName: "choose another name for the output"
        case .moveAway: "move it away"
        case .remove: "remove it"
        case .create: "create it"
        case .changePermissions: "change the folder's permissions"
        case .split: "make several slides of it"
        case .keepWhole: "do not divide clips"
        case .keepApart: "leave out \"joined\" in the story"
        case .shorten: "shorten it"
        case .trim: "use a part of it"
        case .choosePart: "choose the part with \"start\" and \"duration\""
        case .limitSize:
            "make it again with a limit of its size" + (remedy.bytes.map { ", \(FileSize(bytes: $0))" } ?? "")
        case .keepClear: "move it, or make it smaller; a preview with guides shows where"
        case .chooseTime: "choose a time in the whole story"
        case .examineMachine: "look what is missing on this machine"
        case .doWithoutConfinement: "if you trust your files, do without confined processes"
        case .reportExamination: "examine this machine and report what is found"
        }
    }
}

extension CodingUserInfoKey {
    /// For an encoder: the ``RemedyWords`` of the texts that it writes. ``RemedyWords/plain`` if it has none.
    public static let remedyWords = CodingUserInfoKey(rawValue: "remedyWords")
}

extension Encoder {
    /// The words in which this encoder writes remedies.
    public var remedyWords: RemedyWords {
        CodingUserInfoKey.remedyWords.flatMap { userInfo[$0] as? RemedyWords } ?? .plain
    }
}
