extension Double {
    /// A length of time for a sentence: `5 s`, `2.55 s`.
    var inSeconds: String {
        let hundredths = (self * 100).rounded() / 100
        return Int(exactly: hundredths).map { "\($0) s" } ?? "\(hundredths) s"
    }
}
