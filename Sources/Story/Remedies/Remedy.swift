/// What a person, or a program for them, can do about a failure or a finding.
///
/// A remedy names what is to be changed, not how: a command line has an option for it, a web form a field. Each of them
/// says it in its own words (``RemedyWords``).
///
/// In JSON, a remedy is an object with the key `action`; that of ``Action/limitSize`` has `bytes`, too.
public struct Remedy: Hashable, Sendable, Codable {
    public enum Action: String, Hashable, Sendable, Codable, CaseIterable {
        /// Let the output of an earlier run be replaced.
        case allowOverwriting
        /// Name another folder for the output.
        case chooseOtherFolder
        /// Name another file for the output.
        case chooseOtherName
        /// Move the file that is in the way somewhere else.
        case moveAway
        /// Remove what is in the way.
        case remove
        /// Create what is missing.
        case create
        /// Change the permissions of the folder.
        case changePermissions
        /// Divide the clip into several slides.
        case split
        /// Do not divide clips into several slides.
        case keepWhole
        /// Do not join the slides into one file.
        case keepApart
        /// Make what the story asks for shorter.
        case shorten
        /// Choose a part of the file.
        case trim
        /// Choose a part in the story's document.
        case choosePart
        /// Make it again, with a limit of its size.
        case limitSize
        /// Move an overlay, or make it smaller, so that the platform's controls do not cover it.
        case keepClear
        /// Name a time of the whole story instead of a slide.
        case chooseTime
        /// Look what is missing on this machine.
        case examineMachine
        /// Read media without confined processes, if their owner trusts them.
        case doWithoutConfinement
        /// Report what an examination of this machine finds.
        case reportExamination
    }

    public let action: Action
    /// The limit of ``Action/limitSize``; nil for other actions.
    public let bytes: Int64?

    public init(_ action: Action, bytes: Int64? = nil) {
        self.action = action
        self.bytes = bytes
    }
}
