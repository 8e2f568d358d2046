extension Double {
    /// A length of time for a sentence: `5 s`, `2.55 s`.
    var inSeconds: String {
        let hundredths = (self * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0) s" } ?? "\(hundredths) s"
    }
}

extension Double {
    /// A factor for a sentence: `2×`, `0.5×`.
    var asFactor: String {
        let hundredths = (self * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0)×" } ?? "\(hundredths)×"
    }

    /// A level for a sentence, to a tenth: `-14.2`.
    var toTenth: String {
        let tenths = (self * 10).rounded() / 10
        return Int(exactly: tenths).map { "\($0)" } ?? "\(tenths)"
    }
}
