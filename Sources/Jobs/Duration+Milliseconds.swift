package import Foundation

extension Duration {
    /// Rounded down. Clamped to the range of calendars, so that sums of a few such times cannot overflow.
    package var milliseconds: Int64 {
        let longest: Int64 = 8_640_000_000_000_000  // 275,760 years, the range of ECMAScript's dates
        let (seconds, attoseconds) = components
        let whole = min(max(seconds, -longest / 1000), longest / 1000) * 1000
        return whole + attoseconds / 1_000_000_000_000_000
    }
}

extension Date {
    /// Since 1970, rounded. Clamped to the first and last time of calendars.
    package var milliseconds: Int64 {
        let limit = 8.64e15  // 275,760 years, the range of ECMAScript's dates
        let value = (timeIntervalSince1970 * 1000).rounded()
        return value.isNaN ? 0 : Int64(min(max(value, -limit), limit))
    }

    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }
}
