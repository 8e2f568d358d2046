import Foundation
import Probing
import Story
import TestSupport
import Testing

@testable import StoryService
@testable import Workers

@Suite struct IngestEventTests {
    @Test("Each event is one JSON object that says what it is")
    func encodes() throws {
        let failure = MediaError(.stalled, stage: .decode, file: "clip.mov", message: "It stands still.")
        let events: [(IngestEvent, String)] = [
            (.started, #"{"event":"started"}"#),
            (
                .progress(
                    IngestEvent.Progress(
                        slide: 1, slideCount: 2, frames: 15, frameCount: 30, percent: 50, speed: 2.5,
                        secondsLeft: nil)),
                #"{"event":"progress","frameCount":30,"frames":15,"percent":50,"slide":1,"slideCount":2,"#
                    + #""speed":2.5}"#
            ),
            (
                .failed(IngestEvent.Failure(failure)),
                #"{"canRetry":true,"code":"stalled","event":"failed","file":"clip.mov","#
                    + #""message":"It stands still.","stage":"decode"}"#
            ),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for (event, text) in events {
            #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == text)
        }
    }

    @Test("A failure is told in the words of the one who shows it, in a sentence and in JSON")
    func words() throws {
        let failure = IngestEvent.Failure(
            MediaError(
                .cannotCreateOutput, stage: .publish, file: "a.mp4", message: "It exists already.",
                remedies: [.allowOverwriting]))
        #expect(failure.sentences() == ["a.mp4: It exists already. Allow overwriting."])
        let words = RemedyWords { _ in "tick Replace" }
        #expect(failure.sentences(in: words) == ["a.mp4: It exists already. Tick Replace."])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        encoder.userInfo[try #require(CodingUserInfoKey.remedyWords)] = words
        #expect(
            String(decoding: try encoder.encode(failure), as: UTF8.self)
                == #"{"canRetry":false,"code":"cannotCreateOutput","file":"a.mp4","#
                + #""message":"It exists already. Tick Replace.","remedies":[{"action":"allowOverwriting"}],"#
                + #""stage":"publish"}"#)
    }
}
