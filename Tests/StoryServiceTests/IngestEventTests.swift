import Foundation
import Probing
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
}
