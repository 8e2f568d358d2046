extension Double {
    /// A length of time for a sentence: `5 s`, `2.55 s`.
    package var inSeconds: String {
        let hundredths = (self * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0) s" } ?? "\(hundredths) s"
    }
}

extension Int64 {
    /// A number of bytes for a sentence: `16 MB`, `1.25 MB`, `620 kB`, `900 bytes`. Decimal, as platforms
    /// count.
    package var inBytes: String {
        for (unit, size) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where Double(self) >= size {
            let hundredths = (Double(self) / size * 100).rounded() / 100
            return Int(exactly: hundredths).map { "\($0) \(unit)" } ?? "\(hundredths) \(unit)"
        }
        return "\(self) bytes"
    }
}

extension Double {
    /// A factor for a sentence: `2×`, `0.5×`.
    package var asFactor: String {
        let hundredths = (self * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0)×" } ?? "\(hundredths)×"
    }

    /// A level for a sentence, to a tenth: `-14.2`.
    package var toTenth: String {
        let tenths = (self * 10).rounded() / 10
        return Int(exactly: tenths).map { "\($0)" } ?? "\(tenths)"
    }
}
