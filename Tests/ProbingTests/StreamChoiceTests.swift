import Testing

@testable import Probing

@Suite struct StreamChoiceTests {
    private func video(
        _ index: Int, isDecodable: Bool = true, isDefault: Bool = false, isCover: Bool = false,
        width: Int = 100
    ) -> StreamInfo {
        StreamInfo(
            index: index, medium: .video, codec: "h264", isDecodable: isDecodable, isDefault: isDefault,
            isAttachedPicture: isCover, codedWidth: width, codedHeight: 100)
    }

    private func audio(
        _ index: Int, isDecodable: Bool = true, isDefault: Bool = false, channels: Int = 2, rate: Int = 48_000
    ) -> StreamInfo {
        StreamInfo(
            index: index, medium: .audio, isDecodable: isDecodable, isDefault: isDefault, sampleRate: rate,
            channels: channels)
    }

    @Test("Cover art is never the video")
    func ignoresCover() {
        #expect(StreamChoice.video(among: [video(0, isCover: true), audio(1)], pictures: [:]) == nil)
        let choice = StreamChoice.video(
            among: [video(0, isCover: true, width: 4000), video(1)], pictures: [:])
        #expect(choice?.index == 1)
        #expect(choice?.reason == "the only video")
    }

    @Test("Videos rank first by being decodable, then by motion, default, number of pictures, area and order")
    func ranksVideos() {
        func choice(_ streams: StreamInfo..., pictures: [Int: Int64] = [:]) -> Int? {
            StreamChoice.video(among: streams, pictures: pictures)?.index
        }
        #expect(choice(video(0, isDecodable: false, isDefault: true), video(1)) == 1)
        #expect(choice(video(0), video(1, isDefault: true), pictures: [0: 900, 1: 100]) == 1)
        #expect(choice(video(0, width: 900), video(1), pictures: [0: 10, 1: 11]) == 1)
        #expect(choice(video(0), video(1, width: 101), pictures: [0: 10, 1: 10]) == 1)
        #expect(choice(video(0), video(1)) == 0)
    }

    @Test("A cover or a preview loses against a video, even if only it is marked as default")
    func ignoresStills() {
        for (cover, film) in [(1, 72), (1, 2), (0, 5), (15, 900)] as [(Int64, Int64)] {
            let choice = StreamChoice.video(
                among: [video(0, isDefault: true, width: 4000), video(1)], pictures: [0: cover, 1: film])
            #expect(choice?.index == 1)
            #expect(choice?.reason == "of 2 videos the one that moves")
        }
        #expect(
            StreamChoice.video(among: [video(0, isDefault: true), video(1)], pictures: [0: 1, 1: 1])?.index
                == 0)
    }

    @Test("The reason names the criteria that decided")
    func givesReason() {
        let streams = [video(0), video(1, width: 200), video(2, isDecodable: false, isDefault: true)]
        let choice = StreamChoice.video(among: streams, pictures: [:])
        #expect(choice?.reason == "of 3 videos the one that can be decoded and is the largest")
    }

    @Test("Sound must be decodable, and ranks first by default, then by channels, sample rate and order")
    func ranksAudio() {
        #expect(StreamChoice.audio(among: [audio(0, isDecodable: false, isDefault: true)]) == nil)
        #expect(StreamChoice.audio(among: [audio(0), audio(1, isDecodable: false, channels: 4)]) == 0)
        #expect(StreamChoice.audio(among: [audio(0, channels: 6), audio(1, isDefault: true)]) == 1)
        #expect(StreamChoice.audio(among: [audio(0), audio(1, channels: 6)]) == 1)
        #expect(StreamChoice.audio(among: [audio(0, rate: 8_000), audio(1, rate: 16_000)]) == 1)
        #expect(StreamChoice.audio(among: [audio(0), audio(1)]) == 0)
        #expect(StreamChoice.audio(among: [audio(0, channels: 0)]) == nil)
    }
}
