extension LoudnessTarget {
    /// From a quiet film to the loudest music; anything louder distorts.
    private static let targets = -36.0 ... -5
    private static let truePeaks = -9.0...0

    /// Nil if the loudness stays as it is.
    static func reading(_ reader: inout ObjectReader) -> LoudnessTarget? {
        let loudness = reader.offNumberOrObject("loudness", in: targets) { reader in
            let standard = LoudnessTarget()
            return LoudnessTarget(
                target: reader.number("target", in: targets) ?? standard.target,
                truePeak: reader.number("truePeak", in: truePeaks) ?? standard.truePeak)
        }
        switch loudness {
        case nil, .off: return nil
        case .number(let target): return LoudnessTarget(target: target)
        case .described(let described): return described
        }
    }
}

extension LoudnessTarget? {
    var json: JSONValue {
        guard let self else { return .string("off") }
        return .object([
            JSONMember(name: "target", value: .number(self.target)),
            JSONMember(name: "truePeak", value: .number(self.truePeak)),
        ])
    }
}
