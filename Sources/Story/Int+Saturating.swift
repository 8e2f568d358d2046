extension Int {
    /// A number without its fraction; the nearest number that an `Int` holds where it holds none, and 0 for what is
    /// no number. Never traps, whatever another process has said.
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
