internal import Foundation
internal import Story

extension UTCTime {
    var date: Date { Date(timeIntervalSince1970: secondsSince1970) }
}
