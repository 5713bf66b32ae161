"""The models of things that the Aliyun households own."""
