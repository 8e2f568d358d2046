/// Something wrong with a picture file that can still be shown.
public enum PictureNote: Hashable, Sendable {
    /// The data end too early: this share of the picture, from 0 to 1, is missing and shown grey.
    case missing(Double)
    /// The data are damaged: about this share of the picture, from 0 to 1, may have wrong colours; nil if unknown.
    case damaged(Double?)
    /// The data end before the picture has all its detail.
    case coarse
    /// Only the end mark of the file is missing.
    case endMissing
    /// The file of an animation ends too early, so its last picture is missing.
    case animationCut
    /// The colour profile of this name is unusable; the colours are treated as sRGB.
    case profileIgnored(String?)

    /// Whether part of the picture is lost.
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
            The photo was cut off: \(Self.percent(share)) of the picture is missing and shown in grey. Send it again.
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
            The photo's colour profile\(name.map { " '\($0)'" } ?? "") cannot be used; its colours are treated as \
            sRGB.
            """
        }
    }

    /// At least 1 %: a note is only made if something is missing or damaged.
    static func percent(_ share: Double) -> String { "\(max(1, Int((share * 100).rounded()))) %" }
}

extension PictureNote {
    /// The share of a picture that must be there: with less, a person would not recognise the photo.
    static let leastShare = 0.5

    /// The notes for a picture with missing or damaged rows.
    ///
    /// - Parameter format: the format's name, such as `JPEG`.
    /// - Throws: ``PictureFault`` if less than ``leastShare`` of the picture is left.
    static func notes(
        missing: Double, damaged: Double, format: String
    ) throws(PictureFault) -> [PictureNote] {
        guard missing <= 1 - leastShare else {
            // Rounds down, so that the message never overstates what is there, and says "less than 1" instead of 0.
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
