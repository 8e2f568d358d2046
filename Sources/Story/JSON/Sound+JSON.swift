extension ObjectReader {
    /// Reads the music of a story or a slide.
    mutating func sound() -> [AudioTrack] {
        oneOrMore("sound", limit: StoryLimits.soundTracks) { reader in
            AudioTrack(reading: &reader, standardDuck: nil)
        }
    }

    /// Reads the voice over a story or a slide.
    mutating func voice() -> AudioTrack? {
        object("voice") { reader in AudioTrack(reading: &reader, standardDuck: Ducking()) }
    }

    /// Reads points in ascending order of time.
    fileprivate mutating func volumeEnvelope() -> [VolumePoint] {
        let name = "volumeEnvelope"
        let points = objects(name, count: 0...StoryLimits.volumePoints) { reader in
            VolumePoint(
                time: reader.number("time", in: 0...StoryLimits.seconds) ?? 0,
                value: reader.number("value", in: AudioTrack.volumes) ?? 1)
        }
        for (index, pair) in zip(points, points.dropFirst()).enumerated() where pair.1.time <= pair.0.time {
            problems.add(
                StoryProblem(
                    path: "\(path(of: name))[\(index + 1)].time", rule: .outOfRange,
                    found: JSONValue.number(pair.1.time).summary,
                    allowed: "more than the time before, which is \(JSONValue.number(pair.0.time).summary)"))
        }
        return points
    }

    fileprivate mutating func fade(_ name: String) -> Double {
        number(name, in: 0...StoryLimits.fadeSeconds) ?? 0
    }
}

extension AudioTrack {
    /// From silence to 12 dB louder.
    static let volumes = 0.0...4

    fileprivate init(reading reader: inout ObjectReader, standardDuck: Ducking?) {
        self.init(src: reader.name("src", limit: StoryLimits.pathBytes, required: true) ?? "")
        start = reader.number("start", in: 0...StoryLimits.seconds) ?? start
        offset = reader.number("offset", in: 0...StoryLimits.seconds) ?? offset
        volume = reader.number("volume", in: Self.volumes) ?? volume
        volumeEnvelope = reader.volumeEnvelope()
        fadeIn = reader.fade("fadeIn")
        fadeOut = reader.fade("fadeOut")
        loop = reader.bool("loop") ?? loop
        switch reader.switchOrObject("duck", { reader in Ducking(reading: &reader) }) {
        case nil: duck = standardDuck
        case .off: duck = nil
        case .on: duck = Ducking()
        case .described(let ducking): duck = ducking
        }
    }

    var json: JSONValue {
        .object([
            JSONMember(name: "src", value: .string(src)),
            JSONMember(name: "start", value: .number(start)),
            JSONMember(name: "offset", value: .number(offset)),
            JSONMember(name: "volume", value: .number(volume)),
            JSONMember(name: "volumeEnvelope", value: .array(volumeEnvelope.map(\.json))),
            JSONMember(name: "fadeIn", value: .number(fadeIn)),
            JSONMember(name: "fadeOut", value: .number(fadeOut)),
            JSONMember(name: "loop", value: .bool(loop)),
            JSONMember(name: "duck", value: duck?.json ?? .bool(false)),
        ])
    }
}

extension VolumePoint {
    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "time", value: .number(time)),
            JSONMember(name: "value", value: .number(value)),
        ])
    }
}

extension Ducking {
    fileprivate init(reading reader: inout ObjectReader) {
        self.init()
        amount = reader.number("amount", in: -60...0) ?? amount
        attack = reader.number("attack", in: 0.01...10) ?? attack
        release = reader.number("release", in: 0.01...10) ?? release
    }

    fileprivate var json: JSONValue {
        .object([
            JSONMember(name: "amount", value: .number(amount)),
            JSONMember(name: "attack", value: .number(attack)),
            JSONMember(name: "release", value: .number(release)),
        ])
    }
}

extension MediaSound {
    init(reading reader: inout ObjectReader) {
        self.init()
        mute = reader.bool("mute") ?? mute
        volumeEnvelope = reader.volumeEnvelope()
        fadeIn = reader.fade("fadeIn")
        fadeOut = reader.fade("fadeOut")
    }

    var members: [JSONMember] {
        [
            JSONMember(name: "mute", value: .bool(mute)),
            JSONMember(name: "volumeEnvelope", value: .array(volumeEnvelope.map(\.json))),
            JSONMember(name: "fadeIn", value: .number(fadeIn)),
            JSONMember(name: "fadeOut", value: .number(fadeOut)),
        ]
    }
}
