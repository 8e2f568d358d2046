extension Cycle {
    init(reading reader: inout ObjectReader) {
        let animation: Animation = reader.choice("animation", required: true) ?? .none
        // A shorter period is mere flicker at 30 frames a second.
        let period = reader.number("period", in: 0.1...60)
        let amount = reader.number("amount", in: 0...5)
        self.init(animation, period: period, amount: amount ?? 1)
        if animation == .blink, self.period < Self.shortestBlink {
            reader.note(
                "period", .outOfRange, found: JSONValue.number(self.period).summary,
                allowed:
                    "at least \(JSONValue.number(Self.shortestBlink).summary) for blink, since more than "
                    + "three flashes a second can cause seizures")
        }
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "animation", value: .string(animation.rawValue)),
            JSONMember(name: "period", value: .number(period)),
            JSONMember(name: "amount", value: .number(amount)),
        ])
    }
}
