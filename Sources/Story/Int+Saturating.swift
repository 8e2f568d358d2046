extension Int {
    /// The number without its fraction, clamped to the range of `Int`; 0 for NaN. Never traps, so values from other
    /// processes are safe.
    package init(saturating value: Double) {
        if value.isNaN {
            self = 0
        } else if let whole = Int(exactly: value.rounded(.towardZero)) {
            self = whole
        } else {
            self = value < 0 ? .min : .max
        }
    }
}
