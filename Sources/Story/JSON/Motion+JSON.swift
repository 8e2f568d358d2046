extension ObjectReader {
    /// Reads `"none"`, `"kenBurns"` or a camera move.
    mutating func motion(_ name: String) -> Motion? {
        objectOrWord(name, MotionKind.allCases.map(\.rawValue)) { reader in
            Motion(reading: &reader)
        } meaning: { word, _ in
            MotionKind(rawValue: word)?.motion
        }
    }
}

/// The document's names for motions.
private enum MotionKind: String, CaseIterable {
    case none, kenBurns

    var motion: Motion { self == .kenBurns ? .kenBurns : .none }
}

extension Motion {
    fileprivate init(reading reader: inout ObjectReader) {
        let kind: MotionKind? = reader.choice("type", required: true)
        let direction: CameraMove.Direction? = reader.choice("direction")
        let from = reader.object("from") { reader in CameraMove.View(reading: &reader) }
        let to = reader.object("to") { reader in CameraMove.View(reading: &reader) }
        let easing: Easing = reader.choice("easing") ?? .easeInOut
        self.init()
        guard kind == .kenBurns else { return }
        if let direction, from != nil || to != nil {
            reader.note(
                "direction", .badValue, found: "\"\(direction.rawValue)\" together with from and to",
                allowed: "either a direction, or the views from and to")
        }
        if from != nil, to == nil {
            reader.note("to", .missingKey, found: "nothing", allowed: "the view where the move ends")
        }
        move =
            to.map { CameraMove(from: from ?? .init(), to: $0, easing: easing) }
            ?? CameraMove(direction ?? .in, easing: easing)
    }

    /// The motion as a story document writes it.
    var json: JSONValue {
        guard let move else { return .string(MotionKind.none.rawValue) }
        if self == .kenBurns { return .string(MotionKind.kenBurns.rawValue) }
        return .object([
            JSONMember(name: "type", value: .string(MotionKind.kenBurns.rawValue)),
            JSONMember(name: "from", value: move.from.json),
            JSONMember(name: "to", value: move.to.json),
            JSONMember(name: "easing", value: .string(move.easing.rawValue)),
        ])
    }
}

extension CameraMove.View {
    /// At a factor of three, a phone's photo has just the pixels that a canvas needs.
    private static let scales = 1.0...3.0

    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        x = reader.number("x", in: 0...1) ?? x
        y = reader.number("y", in: 0...1) ?? y
        scale = reader.number("scale", in: Self.scales) ?? scale
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "x", value: .number(x)),
            JSONMember(name: "y", value: .number(y)),
            JSONMember(name: "scale", value: .number(scale)),
        ])
    }
}
