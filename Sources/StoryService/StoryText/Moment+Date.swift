internal import Foundation
internal import Story

extension Moment {
    var foundationDate: Date { Date(timeIntervalSince1970: Double(seconds)) }
}
