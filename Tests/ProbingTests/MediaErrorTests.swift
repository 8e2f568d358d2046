import Foundation
import Story
import Testing

@testable import Probing

@Suite struct MediaErrorTests {
    private static let error = MediaError(
        .cannotCreateOutput, stage: .publish, file: "a.mp4", message: "It exists already.",
        remedies: [.allowOverwriting, .chooseOtherFolder])

    @Test("An error is the same after it was sent as JSON, and its description says what can be done")
    func sent() throws {
        let json = try JSONEncoder().encode(Self.error)
        #expect(try JSONDecoder().decode(MediaError.self, from: json) == Self.error)
        #expect(
            Self.error.description
                == "a.mp4: It exists already. Allow overwriting, or name another folder for the output.")
    }

    @Test(
        "An error without remedies in its JSON is read, one with thousands is not",
        arguments: [0, 8, 9, 5000])
    func counts(count: Int) throws {
        let remedies = Array(repeating: #"{"action":"split"}"#, count: count).joined(separator: ",")
        let json = Data(
            (#"{"code":"bug","stage":"plan","file":"a","message":"b""#
                + (count == 0 ? "}" : #","remedies":[\#(remedies)]}"#)).utf8)
        let error = try? JSONDecoder().decode(MediaError.self, from: json)
        #expect(error?.remedies.count == (count <= 8 ? count : nil))
    }
}
