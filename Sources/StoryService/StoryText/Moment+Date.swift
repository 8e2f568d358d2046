package import Foundation
internal import Story

extension Moment {
    package var foundationDate: Date { Date(timeIntervalSince1970: Double(seconds)) }
}
