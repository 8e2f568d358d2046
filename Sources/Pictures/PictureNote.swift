/// What is odd about a picture file that can be shown all the same.
public enum PictureNote: Hashable, Sendable {
    /// The data end too early: this share of the picture, from 0 to 1, is missing and is shown grey.
    case missing(Double)
    /// The data are damaged: about this share of the picture, from 0 to 1, may have wrong colours; nil where
    /// nothing tells how much.
    case damaged(Double?)
    /// The data end before the picture has all its details.
    case coarse
    /// Only the mark at the file's end is missing.
    case endMissing
    /// The file of an animation ends too early, which costs it its last picture.
    case animationCut
    /// The colour profile of this name cannot be used; the colours are taken for those of sRGB.
    case profileIgnored(String?)

    /// Whether something of the picture is not as it was.
    public var isLoss: Bool {
        switch self {
        case .missing, .damaged, .coarse, .animationCut: true
        case .endMissing, .profileIgnored: false
        }
    }
}

extension PictureNote: CustomStringConvertible {
    /// A sentence for a person.
    public var description: String {
        switch self {
        case .missing(let share):
            """
            The photo was cut off: \(Self.percent(share)) of the picture are missing and are grey. Send it \
            again.
            """
        case .damaged(let share?):
            """
            The picture is damaged: about \(Self.percent(share)) of it may look wrong. Send it again.
            """
        case .damaged(nil): "The picture is damaged: parts of it may look wrong. Send it again."
        case .coarse: "The photo was cut off: it is whole, but lacks fine details. Send it again."
        case .endMissing: "The photo's end mark is missing; the picture is whole."
        case .animationCut: "The animation was cut off: its last picture is missing. Send it again."
        case .profileIgnored(let name):
            """
            The photo's colour profile\(name.map { " '\($0)'" } ?? "") cannot be used; its colours are taken \
            for those of sRGB.
            """
        }
    }

    /// At least 1 %: of nothing there is no note.
    static func percent(_ share: Double) -> String { "\(max(1, Int((share * 100).rounded()))) %" }
}

extension PictureNote {
    /// The share of a picture that has to be there: of less, a person would not know the photo again.
    static let leastShare = 0.5

    /// What is said of a picture some of whose rows are missing or damaged.
    ///
    /// - Parameter format: the format's name, such as `JPEG`.
    /// - Throws: ``PictureFault`` where less than ``leastShare`` of the picture is left.
    static func notes(
        missing: Double, damaged: Double, format: String
    ) throws(PictureFault) -> [PictureNote] {
        guard missing <= 1 - leastShare else {
            // A little that is there must not be called nothing, nor all of what is missing something.
            let rest = Int(((1 - missing) * 100).rounded(.down))
            throw PictureFault(
                .truncated,
                """
                the \(format) was cut off: it holds \(rest < 1 ? "less than 1" : "only \(rest)") % of its \
                picture; send it again
                """)
        }
        guard missing + damaged <= 1 - leastShare else {
            throw PictureFault(
                .damaged, "the \(format) is damaged in most of its picture; send it again")
        }
        return (missing > 0 ? [.missing(missing)] : []) + (damaged > 0 ? [.damaged(damaged)] : [])
    }
}
