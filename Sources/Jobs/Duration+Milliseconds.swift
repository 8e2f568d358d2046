package import Foundation

extension Duration {
    /// Rounded down.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}

extension Date {
    /// Since 1970, rounded; times that no calendar knows become the last or first that one does.
    package var milliseconds: Int64 {
        let limit = 8.64e15  // 275,760 years, the range of ECMAScript's dates
        let value = (timeIntervalSince1970 * 1000).rounded()
        return value.isNaN ? 0 : Int64(min(max(value, -limit), limit))
    }

    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
