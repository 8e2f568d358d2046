extension ObjectReader {
    /// Reads a number within `range`, or keyframes with values within it.
    mutating func animated(_ name: String, in range: ClosedRange<Double>) -> Animated? {
        let allowed =
            "a number from \(JSONValue.number(range.lowerBound).summary) to "
            + "\(JSONValue.number(range.upperBound).summary), or 1 to \(StoryLimits.keyframes) keyframes"
        if records(name, .animated(in: range)) { return nil }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .number(let number) where range.contains(number): return .constant(number)
        case .number(let number):
            let suggestion = Suggestion.share(number, of: name, in: range)
            note(name, .outOfRange, found: value.summary, allowed: allowed, suggestion: suggestion)
        case .array(let elements) where (1...StoryLimits.keyframes).contains(elements.count):
            return keyframes(elements, path: path(of: name), in: range)
        case .array(let elements):
            note(name, .outOfRange, found: "an array of \(elements.count)", allowed: allowed)
        default: note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return nil
    }

    /// Reads keyframes; nil if one of them is invalid.
    private func keyframes(
        _ elements: [JSONValue], path: String, in range: ClosedRange<Double>
    ) -> Animated? {
        var keyframes: [Keyframe] = []
        for (index, element) in elements.enumerated() {
            let before = keyframes.last?.time
            let keyframe = ObjectReader.read(element, path: "\(path)[\(index)]", problems: problems) {
                reader in
                Keyframe(reading: &reader, in: range, after: before)
            }
            if let keyframe = keyframe ?? nil { keyframes.append(keyframe) }
        }
        return keyframes.count == elements.count ? .keyframes(keyframes) : nil
    }
}

extension ValueShape {
    fileprivate static func animated(in range: ClosedRange<Double>) -> ValueShape {
        let keyframe = ShapeRecorder.shape { reader in Keyframe(reading: &reader, in: range, after: nil) }
        return .either([.number(range), .objects(keyframe, count: 1...StoryLimits.keyframes)])
    }
}

extension Keyframe {
    /// Nil if the time or the value is invalid.
    ///
    /// - Parameter before: the previous keyframe's time, which must be earlier.
    init?(reading reader: inout ObjectReader, in range: ClosedRange<Double>, after before: Double?) {
        let time = reader.number("time", in: 0...StoryLimits.seconds, required: true)
        let value = reader.number("value", in: range, required: true)
        let easing: Easing? = reader.choice("easing")
        guard let time, let value else { return nil }
        if let before, time <= before {
            reader.note(
                "time", .outOfRange, found: JSONValue.number(time).summary,
                allowed: "more than \(JSONValue.number(before).summary), the time of the keyframe before")
        }
        self.init(time: time, value: value, easing: easing ?? .linear)
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "time", value: .number(time)),
            JSONMember(name: "value", value: .number(value)),
            JSONMember(name: "easing", value: .string(easing.rawValue)),
        ])
    }
}

extension Animated {
    /// The number as a story document writes it.
    var json: JSONValue {
        switch self {
        case .constant(let value): .number(value)
        case .keyframes(let keyframes): .array(keyframes.map(\.json))
        }
    }
}
