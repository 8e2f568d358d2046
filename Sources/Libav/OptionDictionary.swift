internal import CFFmpeg

/// Options for an FFmpeg call, by name.
///
/// Corresponds to `AVDictionary`.
@safe struct OptionDictionary: ~Copyable {
    var pointer: OpaquePointer?

    init(_ options: KeyValuePairs<String, String>) {
        for (key, value) in options { set(key, value) }
    }

    deinit {
        var doomed = unsafe pointer
        unsafe av_dict_free(&doomed)
    }

    /// Corresponds to `av_dict_set`.
    mutating func set(_ key: String, _ value: String) {
        unsafe _ = av_dict_set(&pointer, key, value, 0)
    }

    /// The names that the call did not recognise: a misspelt option must not pass silently.
    var leftOver: [String] {
        var names: [String] = []
        var entry: UnsafeMutablePointer<AVDictionaryEntry>?
        while true {
            unsafe entry = av_dict_get(pointer, "", entry, AV_DICT_IGNORE_SUFFIX)
            guard let found = unsafe entry else { return names }
            unsafe names.append(String(cString: found.pointee.key))
        }
    }
}
